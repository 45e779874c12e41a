"""One form for all ways to write the same: width, script, case, brackets, glosses, broken lines.

Folding keeps every character's place. The normal form leaves out what stands between characters
of one word: spaces that spread a title, line breaks of a PDF, readings in brackets (發(fā)展).
"""

import re
import sys
import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np
from opencc import OpenCC

from search.analysis.syllables import reads

# Unified ideographs of all planes, and the zero of dates.
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_IS_HAN = re.compile(f"[{HAN}]")
# Spaces between two characters, and letters in brackets after one. Both begin with what is rare in
# a text, and look back then: to look back at every place takes twice as long.
_GAP = re.compile(f"\\s(?<=[{HAN}]\\s)\\s*(?=[{HAN}])")
_GLOSS = re.compile(f"(?:\\(| \\()(?:(?<=[{HAN}]\\()|(?<=[{HAN}] \\())([^\\W\\d_]{{1,7}})\\)")
_BRACKETS = {**dict.fromkeys("[{〔【〖〘", "("), **dict.fromkeys("]}〕】〗〙", ")")}
_DASHES = dict.fromkeys("‐‑‒–—―−－", "-")
_QUOTES = dict.fromkeys("“”„‟「」『』", '"')
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zs", "Zl", "Zp")


class _Table(dict[int, int]):
    """Folds single characters; fills itself as they come."""

    def __missing__(self, code: int) -> int:
        folded = self[code] = ord(_fold(chr(code)))
        return folded


def _fold(char: str) -> str:
    if char == "\n":
        return char
    plain = unicodedata.normalize("NFKC", char)
    char = plain if len(plain) == 1 else char
    lower = char.lower()
    char = lower if len(lower) == 1 else char
    if _IS_HAN.match(char):
        simple = _simplifier().convert(char)
        return simple if len(simple) == 1 else char
    if unicodedata.category(char) in _UNSEEN:
        return " "
    return (_BRACKETS | _DASHES | _QUOTES).get(char, char)


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


_TABLE = _Table()
# The same as an array, for texts so long that all their characters at once are quicker than one
# after the other. 0 is not known yet: nothing folds to it.
_LONG = 200
_CODES = np.zeros(sys.maxunicode + 1, np.uint32)


def fold(text: str) -> str:
    """Return a text of the same length in the one form that is compared."""
    if len(text) < _LONG:
        return text.translate(_TABLE)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    folded = _CODES[codes]
    if not folded.all():
        for code in set(codes[folded == 0].tolist()):
            _CODES[code] = _TABLE[code]
        folded = _CODES[codes]
    return folded.tobytes().decode("utf-32-le", "surrogatepass")


def normal(text: str) -> str:
    """Return the folded text without gaps and glosses inside words."""
    folded = fold(text)
    if "(" in folded:
        folded = _GLOSS.sub(_without_gloss, folded)
    return _GAP.sub("", folded)


def _without_gloss(found: re.Match[str]) -> str:
    return "" if _is_gloss(found) else found[0]


def _is_gloss(found: re.Match[str]) -> bool:
    """Tell a reading, 发(fā), from an abbreviation, 智能(AI)."""
    return reads(found.string[found.start() - 1], found[1])


class Aligned:
    """A text in its normal form that knows where its characters stand in the original."""

    def __init__(self, text: str) -> None:
        self.text = text
        folded = fold(text)
        glosses = [each.span() for each in _GLOSS.finditer(folded) if _is_gloss(each)]
        without, places = _leave_out(folded, range(len(folded)), glosses)
        gaps = [each.span() for each in _GAP.finditer(without)]
        self.normal, self._places = _leave_out(without, places, gaps)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters from `start` up to `end` of the normal form stand."""
        return self._places[start], self._places[end - 1] + 1


def _leave_out(
    text: str, places: Sequence[int], spans: list[tuple[int, int]]
) -> tuple[str, Sequence[int]]:
    if not spans:
        return text, places
    kept: list[str] = []
    kept_places: list[int] = []
    at = 0
    for begin, end in [*spans, (len(text), len(text))]:
        kept.append(text[at:begin])
        kept_places += places[at:begin]
        at = end
    return "".join(kept), kept_places
