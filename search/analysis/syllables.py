"""Syllables of Hanyu pinyin: which there are, and how letters are cut into them."""

import unicodedata
from functools import cache, lru_cache

LONGEST = 6
_TONES = {"\u0300", "\u0301", "\u0304", "\u030c"}


@cache
def syllables() -> frozenset[str]:
    """Return every syllable, without tones, u for ü after j, q, x and y, v elsewhere."""
    from pypinyin.constants import PINYIN_DICT  # heavy: only for those who write or ask in Latin

    plain = {
        _toneless(reading) for readings in PINYIN_DICT.values() for reading in readings.split(",")
    }
    return frozenset(each for each in plain if each.isascii() and 0 < len(each) <= LONGEST) - {
        "m", "n", "ng", "hm", "hng", "ê",
    }  # fmt: skip


def _toneless(reading: str) -> str:
    parts = unicodedata.normalize("NFD", reading)
    kept = "".join(each for each in parts if each not in _TONES)
    return unicodedata.normalize("NFC", kept).replace("ü", "v")


@lru_cache(maxsize=4096)
def reads(char: str, letters: str) -> bool:
    """Tell whether letters, with a tone or without, are a reading of a character."""
    from pypinyin.constants import PINYIN_DICT

    readings = PINYIN_DICT.get(ord(char), "").split(",")
    return _toneless(letters) in {_toneless(reading) for reading in readings}


@lru_cache(maxsize=1024)
def cut(letters: str) -> tuple[str, ...]:
    """Cut Latin letters into the fewest syllables; () if they cannot be cut.

    Of cuts with equally many, the one whose first syllables are longer: "xian" is one, "fangan" is
    "fang an".
    """
    best: list[tuple[str, ...] | None] = [()] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for begin in range(max(0, end - LONGEST), end):
            before, last = best[begin], letters[begin:end]
            if before is None or last not in syllables():
                continue
            if best[end] is None or _better((*before, last), best[end]):
                best[end] = (*before, last)
    return best[-1] or ()


def _better(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return (len(one), [-len(each) for each in one]) < (len(other), [-len(each) for each in other])
