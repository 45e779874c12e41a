"""The terms of a text: pairs of neighbouring characters, so that no dictionary decides what a
word is; other scripts' words and numbers whole; document numbers as terms of their own.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from search.analysis.folding import HAN, normal
from search.analysis.numbers import written
from search.analysis.readings import readings_of

RUNS = re.compile(f"[{HAN}]+|[^\\W_{HAN}]+")
_FIRST_HAN = re.compile(f"[{HAN}]")
LONGEST_WORD = 40
RULES = 3


def is_han(run: str) -> bool:
    return bool(_FIRST_HAN.match(run))


def pairs(run: str) -> list[str]:
    """Return the terms of one run of characters of one script."""
    if not is_han(run):
        return [run[:LONGEST_WORD]]
    return [one + other for one, other in pairwise(run)] or [run]


def terms_of(text: str) -> set[str]:
    """Return the terms of a text."""
    plain = normal(text)
    found: set[str] = set()
    for run in RUNS.findall(plain):
        found.update(pairs(run))
    found.update(written(plain))
    return found


def title_terms(title: str) -> set[str]:
    """Return the terms of a title: its single characters, too."""
    plain = normal(title)
    found = terms_of(title)
    found.update(char for run in RUNS.findall(plain) if is_han(run) for char in run)
    return found


def sound_terms(title: str) -> set[str]:
    """Return how a title sounds: pairs of syllables ("zheng fu") and of initials ("zf")."""
    found: set[str] = set()
    for run in RUNS.findall(normal(title)):
        if is_han(run):
            found.update(sounds(readings_of(run)))
    return found


def sounds(syllables: tuple[str, ...]) -> Iterator[str]:
    """Yield the terms of neighbouring syllables; of a single one, the syllable."""
    if len(syllables) == 1:
        yield syllables[0]
    for one, other in pairwise(syllables):
        yield f"{one} {other}"
        yield one[0] + other[0]


def initial_pairs(letters: str) -> list[str]:
    """Return the terms of the first letters of syllables: "zfcg" → zf, fc, cg."""
    return [one + other for one, other in pairwise(letters)]
