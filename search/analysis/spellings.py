"""All ways in which a phrase may be written: the opposite of folding.

To fold a long text takes ten times as long as to look through it for what folds to a phrase.
"""

import re
from functools import cache, lru_cache

from search.analysis.folding import fold, normal

# A reading that the normal form may leave out; `says` looks whether it does.
_READING = r"[(\[{（〔【〖〘［｛][^\W\d_]{1,7}[)\]}）〕】〗〙］｝]"
# Planes in which something folds to something else.
_WRITTEN = (
    range(1, 0xD800), range(0xF900, 0xFB00), range(0xFE30, 0xFFF0), range(0x20000, 0x2FA20),
)  # fmt: skip


@lru_cache(maxsize=256)
def pattern_of(phrase: str) -> re.Pattern[str]:
    """Return what finds every place where a phrase in normal form may be written."""
    others = _others()
    between = f"(?:[\\s{re.escape(others[' '])}]|{_READING})*"
    ways = between.join(f"[{re.escape(char + others.get(char, ''))}]" for char in phrase)
    # Looking ahead, so that one that is none does not hide the next.
    return re.compile(f"(?=({ways}))")


def says(text: str, phrase: str) -> bool:
    """Tell whether the normal form of a text has a phrase in normal form."""
    return any(normal(found[1]) == phrase for found in pattern_of(phrase).finditer(text))


@cache
def _others() -> dict[str, str]:
    others: dict[str, list[str]] = {}
    for codes in _WRITTEN:
        whole = "".join(map(chr, codes))
        for char, folded in zip(whole, fold(whole), strict=True):
            if char != folded:
                others.setdefault(folded, []).append(char)
    return {folded: "".join(chars) for folded, chars in others.items()}
