"""What every entry is filtered, counted and ordered by, as columns in memory.

A process keeps one picture for each shelf and brings it up to date before it is used, by what was
written since. A picture is never changed, so threads share it without waiting for each other. What
a transaction has changed and not committed is in a picture of its thread alone.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from findable import FACETS, Facet
from search.index import postings, tables
from search.models.index import BLOCK, Block, Indexed, Shelf

# What a value is called where there is none.
NONE = 0
# Before all dates; entries without one come last.
UNDATED = -1
# The year is told by the day.
_STORED = tuple(facet for facet in FACETS if facet != Facet.YEAR)


@dataclass(frozen=True)
class Columns:
    """Places of all blocks of a shelf, one after the other.

    `codes` holds for each facet a number per place; `values` tells what the numbers stand for.
    """

    # Blocks in order, and when each was last changed.
    changes: Mapping[int, int] = field(default_factory=dict)
    live: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))
    days: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    codes: Mapping[Facet, NDArray[np.int32]] = field(
        default_factory=lambda: {facet: np.zeros(0, np.int32) for facet in FACETS}
    )
    values: Mapping[Facet, tuple[str, ...]] = field(
        default_factory=lambda: dict.fromkeys(FACETS, ("",))
    )
    starts: Mapping[int, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.live)

    @cached_property
    def blocks(self) -> tuple[int, ...]:
        return tuple(self.changes)

    @property
    def change(self) -> int:
        return max(self.changes.values(), default=0)

    def is_before(self, changes: Mapping[int, int]) -> bool:
        """Tell whether blocks that were last changed so may have become it from this picture."""
        return all(changes.get(block, at) >= at for block, at in self.changes.items())

    @property
    def bytes(self) -> int:
        """How much memory it takes, without the words that its codes stand for."""
        return sum(each.nbytes for each in (self.live, self.days, *self.codes.values()))

    def number(self, place: int) -> int:
        """Return the number of the entry at a place."""
        return self.blocks[place // BLOCK] * BLOCK + place % BLOCK


# Who reads while others write may see the index as it was a moment before them.
KEPT = 3
_pictures: dict[Shelf, tuple[Columns, ...]] = {}
_taking = {shelf: threading.Lock() for shelf in Shelf}
_thread = threading.local()


def columns_of(shelf: Shelf) -> Columns:
    """Return the picture of a shelf as it is now: one query if nothing was written since."""
    if tables.changing():
        return _own_picture(shelf)
    _thread.own = {}
    picture = _kept(shelf, _changes(shelf))
    if picture is not None:
        return picture
    with _taking[shelf]:
        changes = _changes(shelf)
        picture = _kept(shelf, changes)
        if picture is None:
            kept = _pictures.get(shelf, ())
            earlier = (each for each in kept if each.is_before(changes))
            base = max(earlier, key=lambda each: each.change, default=Columns())
            picture = _brought_up(base, changes)
            _pictures[shelf] = (picture, *kept)[:KEPT]
    return picture


def _kept(shelf: Shelf, changes: Mapping[int, int]) -> Columns | None:
    return next((each for each in _pictures.get(shelf, ()) if each.changes == changes), None)


def _own_picture(shelf: Shelf) -> Columns:
    """Return what this transaction sees: taken anew whenever anything differs, because what it
    wrote in between may have been rolled back.
    """
    own: dict[Shelf, Columns] = _thread.__dict__.setdefault("own", {})
    changes = _changes(shelf)
    if shelf not in own or own[shelf].changes != changes:
        own[shelf] = _brought_up(Columns(), changes)
    return own[shelf]


def _changes(shelf: Shelf) -> dict[int, int]:
    blocks = Block.objects.filter(shelf=shelf).order_by("pk")
    return dict(blocks.values_list("pk", "change"))


def forget() -> None:
    """Take all pictures anew when they are next needed: where the database was replaced."""
    _pictures.clear()
    _thread.own = {}


def _brought_up(old: Columns, changes: Mapping[int, int]) -> Columns:
    """Return the picture of blocks that were last changed so, from one before it."""
    starts = {number: at * BLOCK for at, number in enumerate(changes)}
    live = np.zeros(len(changes) * BLOCK, bool)
    days = np.full(len(live), UNDATED, np.int32)
    codes = {facet: np.zeros(len(live), np.int32) for facet in FACETS}
    for number in changes.keys() & old.changes.keys():
        here, there = _span(starts[number]), _span(old.starts[number])
        live[here], days[here] = old.live[there], old.days[there]
        for facet in FACETS:
            codes[facet][here] = old.codes[facet][there]
    news = [number for number, at in changes.items() if at > old.changes.get(number, -1)]
    for number, bits in Block.objects.filter(pk__in=news).values_list("pk", "live"):
        block = np.zeros(BLOCK, bool)
        postings.unpack_into(block, bytes(bits))
        live[_span(starts[number])] = block
    coder = _Coder(old.values)
    for number, day, *said in _written_since(old, news):
        place = starts[number // BLOCK] + number % BLOCK
        days[place] = day.toordinal() if day else UNDATED
        codes[Facet.YEAR][place] = coder.code(Facet.YEAR, str(day.year) if day else "")
        for facet, value in zip(_STORED, said, strict=True):
            codes[facet][place] = coder.code(facet, value)
    return Columns(
        changes=changes, live=live, days=days, codes=codes, values=coder.values(), starts=starts
    )


def _span(start: int) -> slice:
    return slice(start, start + BLOCK)


def _written_since(old: Columns, news: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    for number in news:
        rows = Indexed.objects.filter(id__gte=number * BLOCK, id__lt=(number + 1) * BLOCK)
        if number in old.changes:
            rows = rows.filter(change__gt=old.changes[number])
        yield from rows.values_list("id", "day", *_STORED)


class _Coder:
    """Gives values numbers; those that are known keep theirs."""

    def __init__(self, values: Mapping[Facet, tuple[str, ...]]) -> None:
        self._codes = {
            facet: {value: code for code, value in enumerate(known)}
            for facet, known in values.items()
        }

    def code(self, facet: Facet, value: str) -> int:
        codes = self._codes[facet]
        return codes.setdefault(value, len(codes))

    def values(self) -> dict[Facet, tuple[str, ...]]:
        return {facet: tuple(codes) for facet, codes in self._codes.items()}
