"""From a file, or from what was pasted, to a reading; what cannot be read is refused in words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from django.utils.translation import gettext as _

from attachments.confined import Stopped
from attachments.formats import kind_of
from home.importing.encodings import decoded
from interviews.reading import lines, markup, subtitles, turns, word
from interviews.reading.lines import INVISIBLE, Line
from interviews.reading.reading import Doubt, Known, Reading, Unreadable

MEGABYTE = 1024**2
# A day's session has some hundred kilobytes of text; pictures make documents large.
MOST_BYTES = {".docx": 100 * MEGABYTE}
MOST_TEXT_BYTES = 10 * MEGABYTE
# A session of eight hours has 60,000 lines as subtitles, 3,000 as a document.
MOST_LINES = 100_000
LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
ENDINGS = (".docx", ".txt", ".srt", ".vtt", ".html", ".htm")


def read(name: str, data: bytes, known: Sequence[Known] = ()) -> Reading:
    """Read a file by its name's ending. `known` are those who are known to take part.

    Raises Unreadable.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS:
        raise Unreadable(_("it is not a .docx, .txt, .srt, .vtt or .html file"))
    most = MOST_BYTES.get(ending, MOST_TEXT_BYTES)
    if len(data) > most:
        raise Unreadable(_("it has more than %(most)d MB") % {"most": most // MEGABYTE})
    if not data.strip():
        raise Unreadable(_("the file is empty"))
    if ending == ".docx":
        return _of_word(data, known)
    text = _text(data)
    if ending in (".html", ".htm"):
        return read_html(text, known)
    if ending == ".txt":
        return read_text(text, known)
    text = text.translate(INVISIBLE)
    _not_too_long(text)
    if "-->" not in text:
        raise Unreadable(_("it has no times, as a file of subtitles has"))
    return _reading(subtitles.lines(text), known)


def read_text(text: str, known: Sequence[Known] = ()) -> Reading:
    """Read plain text; markup in it is what somebody wrote. Raises Unreadable."""
    _not_too_long(text)
    found, left_out = lines.of_text(text.translate(INVISIBLE))
    return _reading(found, known, left_out)


def read_html(html: str, known: Sequence[Known] = ()) -> Reading:
    """Read pasted HTML, as what it shows. Raises Unreadable."""
    _not_too_long(html)
    found, pictures = markup.lines(html)
    return _with_pictures(_reading(found, known), pictures)


def _of_word(data: bytes, known: Sequence[Known]) -> Reading:
    try:
        document = word.lines(data)
    except Stopped as stopped:
        raise Unreadable(_refusal(stopped.code, data)) from None
    reading = _with_pictures(_reading(document.lines, known), document.untaken)
    doubts = list(reading.doubts)
    if document.has_deleted:
        doubts.insert(0, Doubt("deleted"))
    if document.has_hidden:
        doubts.insert(0, Doubt("hidden"))
    return replace(reading, doubts=tuple(doubts))


def _refusal(code: str, data: bytes) -> str:
    match code:
        case "encrypted":
            return _("the document is protected by a password; take that off and import it again")
        case "macros":
            return _("the document holds macros; save it as .docx without them and import that")
        case "old_format":
            return _("it is an old .doc file; save it as .docx and import that")
        case "too_much":
            return _("it is larger or more intricate than a document would be; it is not read")
    if kind_of(data) not in ("docx", "zip"):
        return _("it is not a Word document, whatever its name says")
    if code == "not_word":
        return _("it is not a Word document")
    return _("the document is damaged: it is not a whole .docx file")


def _text(data: bytes) -> str:
    kind = kind_of(data)
    if kind == "docx":
        raise Unreadable(_("it is a Word document; give its name the ending .docx"))
    if kind == "text":
        return decoded(data)
    wide = _wide(data) if kind == "other" else ""
    if not wide:
        raise Unreadable(_("it is not a text file, whatever its name says"))
    return wide


def _wide(data: bytes) -> str:
    """Return UTF-16 that has no byte order mark; empty if it is none."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        usual = len(re.findall(r"[\s -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”]", text))
        if usual > 0.9 * len(text):
            return text
    return ""


def _reading(found: list[Line], known: Sequence[Known], left_out: Sequence[str] = ()) -> Reading:
    if not any(line.text.strip() or line.pictures for line in found):
        raise Unreadable(_("there is nothing to import: the text is empty"))
    _not_more_than(len(found))
    return turns.reading(found, known, left_out)


def _not_too_long(text: str) -> None:
    _not_more_than(1 + sum(1 for _end in LINE_END.finditer(text)))


def _not_more_than(count: int) -> None:
    if count > MOST_LINES:
        raise Unreadable(
            _("it has more than %(most)d lines; divide it and import the parts one after another")
            % {"most": MOST_LINES}
        )


def _with_pictures(reading: Reading, untaken: int) -> Reading:
    if not untaken:
        return reading
    doubt = Doubt("pictures", None, {"count": str(untaken)})
    return replace(reading, doubts=(doubt, *reading.doubts))
