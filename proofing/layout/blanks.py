"""Paragraphs and line breaks that hold nothing."""

import re

ROOM = r"(?:\s|&nbsp;|&#160;|&#xa0;|\u3000|<br\s*/?>)"
BLANK = re.compile(rf"<(p|h[2-6])\b[^>]*>(?:{ROOM}|</?(?:b|i|em|strong|span)\b[^>]*>)*</\1>", re.I)
BREAKS = re.compile(r"(<br\s*/?>)(?:\s*<br\s*/?>)+", re.I)
AT_BEGINNING = re.compile(r"(<(?:p|li|h[2-6])\b[^>]*>)(?:\s*<br\s*/?>)+", re.I)
AT_END = re.compile(r"(?:<br\s*/?>\s*)+(</(?:p|li|h[2-6])>)", re.I)


def without_blanks(source: str) -> str:
    """Return rich text without blank paragraphs and doubled line breaks."""
    source = BREAKS.sub(r"\1", BLANK.sub("", source))
    return AT_END.sub(r"\1", AT_BEGINNING.sub(r"\1", source))
