"""What every entry is filtered, counted and ordered by, as columns in memory.

A process keeps one picture for each shelf and brings it up to date before it is used, by what was
written since. A picture is never changed, so threads share it without waiting for each other. What
a transaction has changed and not committed is in a picture of its thread alone.
"""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from findable import FACETS, Facet
from search.index import postings, tables
from search.models import Block, Indexed
from search.models.index import BLOCK, Shelf

# What a value is called where there is none.
NONE = 0
# Before all dates; entries without one come last.
UNDATED = -1


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

    def number(self, place: int) -> int:
        """Return the number of the entry at a place."""
        return self.blocks[place // BLOCK] * BLOCK + place % BLOCK

    def place(self, number: int) -> int | None:
        """Return the place of an entry; None if its block is not in the picture."""
        start = self.starts.get(number // BLOCK)
        return None if start is None else start + number % BLOCK


_pictures: dict[Shelf, Columns] = {}
_taking = {shelf: threading.Lock() for shelf in Shelf}
_thread = threading.local()


def columns_of(shelf: Shelf) -> Columns:
    """Return the picture of a shelf as it is now: one query if nothing was written since."""
    if tables.changing():
        return _own_picture(shelf)
    _thread.own = {}
    picture = _pictures.get(shelf, Columns())
    if picture.changes == _changes(shelf):
        return picture
    with _taking[shelf]:
        picture = _pictures.get(shelf, Columns())
        changes = _changes(shelf)
        if picture.changes != changes:
            picture = _pictures[shelf] = _brought_up(picture, changes)
    return picture


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


def _brought_up(picture: Columns, blocks: Mapping[int, int]) -> Columns:
    numbers = tuple(blocks)
    went_back = any(blocks.get(number, at) < at for number, at in picture.changes.items())
    old = Columns() if went_back else picture
    starts = {number: at * BLOCK for at, number in enumerate(numbers)}
    live = np.zeros(len(numbers) * BLOCK, bool)
    days = np.full(len(live), UNDATED, np.int32)
    codes = {facet: np.zeros(len(live), np.int32) for facet in FACETS}
    for number in set(numbers) & set(old.blocks):
        here, there = _span(starts[number]), _span(old.starts[number])
        live[here], days[here] = old.live[there], old.days[there]
        for facet in FACETS:
            codes[facet][here] = old.codes[facet][there]
    seen = {number: old.change if number in old.starts else -1 for number in numbers}
    news = [number for number, change in blocks.items() if change > seen[number]]
    for number, bits in Block.objects.filter(pk__in=news).values_list("pk", "live"):
        block = np.zeros(BLOCK, bool)
        postings.unpack_into(block, bytes(bits))
        live[_span(starts[number])] = block
    coder = _Coder(old.values)
    for row in _written_since(old, news):
        place = starts[row["id"] // BLOCK] + row["id"] % BLOCK
        day = row["day"]
        days[place] = day.toordinal() if day else UNDATED
        row["year"] = str(day.year) if day else ""
        for facet in FACETS:
            codes[facet][place] = coder.code(facet, row[facet])
    return Columns(
        changes=blocks,
        live=live,
        days=days,
        codes=codes,
        values=coder.values(),
        starts=starts,
    )


def _span(start: int) -> slice:
    return slice(start, start + BLOCK)


def _written_since(old: Columns, news: Iterable[int]) -> Iterable[dict[str, Any]]:
    fields = ("id", "day", *(facet for facet in FACETS if facet != Facet.YEAR))
    for number in news:
        rows = Indexed.objects.filter(id__gte=number * BLOCK, id__lt=(number + 1) * BLOCK)
        if number in old.starts:
            rows = rows.filter(change__gt=old.change)
        yield from rows.values(*fields).iterator(chunk_size=BLOCK)


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
