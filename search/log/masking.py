"""Which form of a query may be kept: nothing in it that names a person by a number."""

import re

from attachments.personal import find
from search.analysis.folding import fold
from search.models.log import LONGEST_KEPT
from search.words.bet import plain

# Stays as it is when text is folded, and is no character of any word.
MARK = "●"
# A number that is mistyped passes no check and is somebody's all the same: what is as long goes,
# although codes of powers and of firms go with it. Whatever signs it is written with.
_LONG = re.compile(rf"\d(?:[^\w{MARK}]{{0,3}}\d){{9,}}x?", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@,;:，；：]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)
_MARKS = re.compile(f"(?:{MARK}\\s*)+")


def kept(said: str) -> str:
    """Return a query as it may be kept: masked, in its normal form, cut; "" if nothing is left."""
    # Far more than is kept, and a bound for the work.
    text = " ".join(fold(said[: 10 * LONGEST_KEPT]).split())
    for number in sorted(find(text), key=lambda each: -each.start):
        text = f"{text[: number.start]}{MARK}{text[number.end :]}"
    text = _MAIL.sub(MARK, _LONG.sub(MARK, text))
    text = plain(_MARKS.sub(MARK, text))[:LONGEST_KEPT].strip()
    return text if text.replace(MARK, "").strip() else ""


def is_masked(kept_words: str) -> bool:
    return MARK in kept_words
