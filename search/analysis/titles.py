"""Titles as they are compared: their words alone; and how they begin."""

import re
from functools import lru_cache

from search.analysis.folding import normal
from search.analysis.readings import readings_of
from search.analysis.terms import RUNS, is_han

_BESIDE_WORDS = re.compile(r"[\W_]+")
_OFTEN_BEFORE = ("中华人民共和国",)
# Stands before a term that titles begin with, and in no word.
BEGINS = "^"
# How a character is read that is not read, or not known how.
UNREAD = "-"
# Characters of a beginning; with more, most titles would have one of their own.
LONG = 2


@lru_cache(maxsize=50_000)
def core_of(title: str) -> str:
    """Return a title as it is compared: its words alone, without what many titles begin with."""
    plain = _BESIDE_WORDS.sub("", normal(title))
    for often in _OFTEN_BEFORE:
        if len(plain) > len(often) + 1:
            plain = plain.removeprefix(often)
    return plain


def heard(title: str) -> str:
    """Return how a title's core is read: for each character one syllable, with spaces between."""
    core = core_of(title)
    syllables = [UNREAD] * len(core)
    for found in RUNS.finditer(core):
        own = readings_of(found[0]) if is_han(found[0]) else ()
        if len(own) == len(found[0]):
            syllables[found.start() : found.end()] = own
    return " ".join(syllables)


def begun(typed: str) -> str:
    """Return what was typed of a title without what many titles begin with, if there is more."""
    for often in _OFTEN_BEFORE:
        typed = typed.removeprefix(often) or typed
    return typed


def beginnings(title: str) -> set[str]:
    """Return the terms of a title's first character and its first pair; of other scripts none."""
    return {f"{BEGINS}{first[:end]}" for end in range(1, LONG + 1) if (first := _first_run(title))}


def heard_beginnings(title: str) -> set[str]:
    """Return the terms of a title's first syllable and its first two initials."""
    syllables = readings_of(_first_run(title)[:LONG])
    initials = "".join(each[0] for each in syllables)
    return {f"{BEGINS}{heard}" for heard in (*syllables[:1], initials) if len(heard) > 1}


def _first_run(title: str) -> str:
    found = RUNS.match(core_of(title))
    return found[0] if found and is_han(found[0]) else ""
