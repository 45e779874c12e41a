"""Titles that begin like what is being typed: in characters, in pinyin, by initials, or mixed.

政府cg, zhengfucg and zfcg all lead to 政府采购. The index says which titles may fit, each of them
is then read: a title fits where its characters, one after the other, are what was typed, or their
readings begin with it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy as np
from django.db.models import F

from findable import Facet, Kind
from search.analysis.folding import fold, normal
from search.analysis.syllables import LONGEST, syllables
from search.analysis.terms import RUNS, initial_pairs, is_han, pairs
from search.analysis.titles import BEGINS, LONG, begun, core_of
from search.index import postings, tables
from search.index.columns import Columns, columns_of
from search.index.fields import Field
from search.models import Indexed, Posting
from search.models.index import BLOCK, Shelf
from search.query.matching import Mask

MOST = 8
LONGEST_TYPED = 40
# How many titles are read; if more may fit, those that may begin so, and then the newest.
READ = 300
# Postings read where only the beginning of a term is known.
SCANNED = 600
# Of the ways in which letters may be spelled.
SPELLINGS = 6
# What nobody looks for by its title.
LEFT_OUT = (Kind.TURN,)
_LETTERS = re.compile("[a-z]+")
_LETTERS_ONLY = re.compile("[a-z' ]+")
_TWO_LETTERS = ("zh", "ch", "sh")
# A character of a title with its reading.
Unit = tuple[str, str]


def suggestions(said: str, shelf: Shelf = Shelf.PUBLIC, most: int = MOST) -> list[str]:
    """Return titles for what has been typed so far, best first.

    Constant in its number of database queries.
    """
    typed = _typed(said)
    columns = columns_of(shelf)
    if not typed or not columns.size:
        return []
    places, first = _Places(columns, shelf).where(typed)
    places &= columns.live & ~_of_kinds(columns, LEFT_OUT)
    numbers = np.flatnonzero(places)
    likely = numbers[np.lexsort((-numbers, -columns.days[numbers], ~first[numbers]))][:READ]
    rows = Indexed.objects.filter(id__in=[columns.number(int(at)) for at in likely])
    ranked: dict[str, tuple[tuple[int, int], str]] = {}
    for title, heard in rows.order_by(F("day").desc(nulls_last=True), "-id").values_list(
        "title", "heard"
    ):
        core = core_of(title)
        at = _found_at(typed, core, heard)
        if at is not None:
            ranked.setdefault(core, ((min(at, 1), len(core)), " ".join(title.split())))
    return [title for _rank, title in sorted(ranked.values(), key=lambda each: each[0])[:most]]


def _typed(said: str) -> list[str]:
    """Return what was typed in pieces that must each stand in a title; letters alone are one."""
    plain = fold(said[:LONGEST_TYPED]).strip()
    if _LETTERS_ONLY.fullmatch(plain):
        joined = re.sub("[' ]", "", plain)
        return [joined] if len(joined) > 1 else []
    pieces = ("".join(RUNS.findall(normal(piece))) for piece in plain.split())
    return list(filter(None, map(begun, pieces)))


def _of_kinds(columns: Columns, kinds: Iterable[str]) -> Mask:
    codes = [code for code, value in enumerate(columns.values[Facet.KIND]) if value in kinds]
    return np.isin(columns.codes[Facet.KIND], codes)


# --- Which titles may fit ----------------------------------------------------------------------
class _Places:
    """Where terms stand, asked for all at once."""

    def __init__(self, columns: Columns, shelf: Shelf) -> None:
        self._columns = columns
        self._shelf = shelf
        self._masks: dict[str, Mask] = {}

    def where(self, typed: Sequence[str]) -> tuple[Mask, Mask]:
        """Return where all pieces may stand, and where titles may begin with the first of them;
        what cannot be looked up does not exclude.
        """
        runs = [run for piece in typed for run in RUNS.findall(piece)]
        first = self._first(runs[0])
        self._read({name for run in runs for way in self._ways(run) for name in way} | first)
        found = np.ones(self._columns.size, bool)
        for run in runs:
            ways = self._ways(run)
            if all(ways):
                found &= self._any_of(ways)
            elif len(runs) == 1:
                found &= self._any_of(filter(None, ways)) | self._beginning(run)
        return found, self._any_of([name] for name in first)

    def _first(self, run: str) -> set[str]:
        """Return the names of what titles begin with that begin with a run."""
        if is_han(run):
            return {Field.TITLE.of(self._shelf, f"{BEGINS}{run[:LONG]}")}
        heard = {each for spelled in spellings(run) for each in _heard_first(spelled)}
        return {Field.SOUND.of(self._shelf, f"{BEGINS}{each}") for each in heard}

    def _ways(self, run: str) -> list[list[str]]:
        """Return the ways in which a run may stand in a title: all terms of one of them.

        A way without terms is one that cannot be looked up.
        """
        if is_han(run):
            return [[Field.TITLE.of(self._shelf, term) for term in pairs(run)]]
        if not _LETTERS.fullmatch(run):
            return [[]]
        initials = {"".join(piece[0] for piece in spelled) for spelled in spellings(run)}
        ways = [
            [Field.SOUND.of(self._shelf, pair) for pair in initial_pairs(letters)]
            for letters in sorted(initials)
        ]
        return [*ways, [Field.TITLE.of(self._shelf, run)]]

    def _read(self, names: Iterable[str]) -> None:
        for name, block, packed in tables.postings(sorted(names)):
            self._set(name, block, packed)

    def _set(self, name: str, block: int, packed: bytes) -> None:
        start = self._columns.starts.get(block)
        if start is None:
            return
        mask = self._masks.setdefault(name, np.zeros(self._columns.size, bool))
        one = np.zeros(BLOCK, bool)
        postings.unpack_into(one, bytes(packed))
        mask[start : start + BLOCK] |= one

    def _any_of(self, ways: Iterable[Iterable[str]]) -> Mask:
        found = np.zeros(self._columns.size, bool)
        for way in ways:
            own = np.ones(self._columns.size, bool)
            for name in way:
                own &= self._masks.get(name, False)
            found |= own
        return found

    def _beginning(self, run: str) -> Mask:
        """Return where something stands that begins so: one syllable, or a word of letters."""
        found = np.zeros(self._columns.size, bool)
        for field in (Field.TITLE, Field.SOUND):
            name = field.of(self._shelf, run)
            rows = Posting.objects.filter(term__gte=name, term__lt=f"{name}\x7f")
            for block, packed in rows.values_list("block", "places")[:SCANNED]:
                self._set(name, block, packed)
            found |= self._masks.get(name, False)
        return found


def _heard_first(spelled: Sequence[str]) -> Iterator[str]:
    """Yield how titles begin that begin with syllables or their beginnings."""
    if len(spelled) >= LONG:
        yield "".join(piece[0] for piece in spelled[:LONG])
    elif spelled:
        yield spelled[0]


def spellings(letters: str) -> list[tuple[str, ...]]:
    """Return ways to read letters as syllables or their beginnings, fewest pieces first.

    Only the last may be any beginning; before it stand syllables and initials.
    """
    best: list[list[tuple[str, ...]]] = [[()]] + [[] for _ in letters]
    for end in range(1, len(letters) + 1):
        ways = [
            (*before, letters[begin:end])
            for begin in range(max(0, end - LONGEST), end)
            if _may_stand(letters[begin:end], is_last=end == len(letters))
            for before in best[begin]
        ]
        best[end] = sorted(ways, key=lambda way: (len(way), [-len(each) for each in way]))
        del best[end][SPELLINGS:]
    return best[-1]


def _may_stand(letters: str, *, is_last: bool) -> bool:
    if letters in syllables() or letters in _TWO_LETTERS:
        return True
    return letters in _beginnings() and (is_last or len(letters) == 1)


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(each[:end] for each in syllables() for end in range(1, len(each)))


# --- Which titles fit --------------------------------------------------------------------------
def _found_at(typed: Sequence[str], title: str, heard: str) -> int | None:
    """Return where in a title the first piece stands, if all of them do; else None.

    `heard` says how the title is read (`search.analysis.titles.heard`).
    """
    units: list[Unit] = []
    places = []
    for piece in typed:
        place = title.find(piece)
        # Only letters may spell what stands there.
        if _LETTERS.search(piece):
            units = units or list(zip(title, heard.split(" "), strict=False))
            place = _place(piece, units)
        if place < 0:
            return None
        places.append(place)
    return places[0]


def _place(piece: str, units: Sequence[Unit]) -> int:
    first = piece[0]
    return next(
        (
            at
            for at, (char, reading) in enumerate(units)
            if (char == first or reading.startswith(first)) and _stands(piece, units, at)
        ),
        -1,
    )


def _stands(piece: str, units: Sequence[Unit], at: int) -> bool:
    if not piece:
        return True
    if at == len(units):
        return False
    char, reading = units[at]
    if piece[0] == char and _stands(piece[1:], units, at + 1):
        return True
    return reading.startswith(piece[0]) and any(
        piece.startswith(reading[:length]) and _stands(piece[length:], units, at + 1)
        for length in range(len(reading), 0, -1)
    )
