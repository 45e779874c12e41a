"""Entries written into the index, changed in it and taken out of it.

Every change is one transaction: readers see all of it or nothing. What owners yield is compared
with what is stored, so nobody needs to know what was new, and everything may be done again.
"""

import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from findable import Entry
from search.analysis import RULES
from search.analysis.titles import heard
from search.index import postings, tables
from search.index.fitting import WRITTEN
from search.index.news import entries_written
from search.index.preparing import (
    SOME,
    Offered,
    Prepared,
    analysed,
    in_pieces,
    prepare,
    rows_of,
    what_is_there,
)
from search.models.index import BLOCK, Block, Indexed, Shelf


@dataclass(slots=True)
class Outcome:
    """How many entries were new, changed, taken out, and as they were."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    same: int = 0

    def __iadd__(self, other: "Outcome") -> "Outcome":
        self.new += other.new
        self.changed += other.changed
        self.gone += other.gone
        self.same += other.same
        return self


def store(offered: Mapping[str, Sequence[Entry]], shelf: Shelf = Shelf.PUBLIC) -> Outcome:
    """Make the index hold exactly what some owners offer now; whatever else is there stays.

    An owner that offers nothing has nothing in the index afterwards. Whoever may not be the only
    one to store something of an owner must see to it that the latest comes last.
    """
    prepared = prepare(offered, shelf)
    with transaction.atomic():
        return write(prepared)


def write(prepared: Prepared) -> Outcome:
    """Store what was prepared, inside the caller's transaction, once nobody else is writing."""
    tables.lock_for_writing()
    return _Writing(prepared).store()


def move(rows: Sequence[Indexed], shelf: Shelf) -> int:
    """Give entries places in an open block, if they are what was read; return how many moved.

    They stay findable: readers see them here or there. What has changed since is left.
    """
    prepared = analysed(rows, shelf)
    digests = {row.id: bytes(row.digest) for row in rows}
    with transaction.atomic():
        tables.lock_for_writing()
        current = [row for row in rows_of(digests) if bytes(row.digest) == digests[row.id]]
        _Writing(prepared).move(current)
        return len(current)


class _Writing:
    """One transaction's changes, gathered block by block and written at its end."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self.shelf = prepared.shelf
        self.outcome = Outcome()
        self.change = next_change()
        self.blocks: dict[int, Block] = {}
        self.open: Block | None = None
        self.gone: list[int] = []
        self.begun: set[int] = set()
        self.added: dict[int, dict[str, list[int]]] = {}
        self.removed: dict[int, dict[str, list[int]]] = {}

    def store(self) -> Outcome:
        wanted = self.prepared.offered
        there = what_is_there(self.shelf, self.prepared.owners, wanted)
        changed = [
            number
            for key, (number, digest) in there.items()
            if key in wanted and digest != wanted[key].digest
        ]
        old = {row.key: row for row in rows_of(changed)}
        rows = []
        for key, each in wanted.items():
            if key in old:
                self.outcome.changed += 1
                number = self._replace(old[key], each)
            elif key not in there:
                self.outcome.new += 1
                number = self._place(self.prepared.terms_of(each))
            else:
                self.outcome.same += 1
                continue
            rows.append(self._row(number, each))
        gone = [number for key, (number, _) in there.items() if key not in wanted]
        self._take_out(gone)
        self.outcome.gone += len(gone)
        self._write(rows)
        return self.outcome

    def move(self, rows: Collection[Indexed]) -> None:
        self._take_out([row.id for row in rows])
        for row in rows:
            row.id = self._place(self.prepared.terms_of_row(row))
            row.change = self.change
        self._write(rows)

    def _place(self, terms: Iterable[str]) -> int:
        block = self._open_block()
        place, block.used = block.used, block.used + 1
        self._note(self.added, block.pk, place, terms)
        self._set_live(block, [place], live=True)
        return block.pk * BLOCK + place

    def _replace(self, old: Indexed, new: Offered) -> int:
        block, place = self._block(old.id // BLOCK), old.id % BLOCK
        now = self.prepared.terms_of(new)
        if block.rules != RULES:
            # Nobody can tell any more which terms it had; a new place has none.
            self._take_out([old.id])
            return self._place(now)
        before = self.prepared.terms_of_row(old)
        self._note(self.added, block.pk, place, now - before)
        self._note(self.removed, block.pk, place, before - now)
        return old.id

    def _take_out(self, numbers: Sequence[int]) -> None:
        """Make entries unfindable; their terms stay as long as their block, and lead nowhere."""
        by_block: dict[int, list[int]] = defaultdict(list)
        for number in numbers:
            by_block[number // BLOCK].append(number % BLOCK)
        for number, places in by_block.items():
            self._set_live(self._block(number), places, live=False)
        self.gone += numbers

    @staticmethod
    def _note(
        notes: dict[int, dict[str, list[int]]], block: int, place: int, terms: Iterable[str]
    ) -> None:
        own = notes.setdefault(block, {})
        for term in terms:
            own.setdefault(term, []).append(place)

    def _block(self, number: int) -> Block:
        if number not in self.blocks:
            self.blocks[number] = Block.objects.get(pk=number)
        return self.blocks[number]

    def _open_block(self) -> Block:
        if self.open is None or self.open.used >= BLOCK:
            self.open = self._next_open_block()
        return self.open

    def _next_open_block(self) -> Block:
        known = {block.pk: block for block in self.blocks.values()}
        own = Block.objects.filter(shelf=self.shelf, used__lt=BLOCK, rules=RULES)
        for block in own.order_by("pk"):
            block = known.get(block.pk, block)
            if block.used < BLOCK:
                return self.blocks.setdefault(block.pk, block)
        block = Block.objects.create(shelf=self.shelf, rules=RULES)
        self.begun.add(block.pk)
        return self.blocks.setdefault(block.pk, block)

    @staticmethod
    def _set_live(block: Block, places: Iterable[int], *, live: bool) -> None:
        bits = bytearray(bytes(block.live).ljust(BLOCK // 8, b"\0"))
        for place in places:
            bit = 1 << place % 8
            bits[place // 8] = bits[place // 8] | bit if live else bits[place // 8] & ~bit
        block.live = bytes(bits)

    def _row(self, number: int, each: Offered) -> Indexed:
        said = {name: getattr(each.entry, name) for name in WRITTEN}
        return Indexed(
            id=number,
            shelf=self.shelf,
            owner=each.owner,
            digest=each.digest,
            change=self.change,
            heard=heard(each.entry.title),
            **said,
        )

    def _write(self, rows: Collection[Indexed]) -> None:
        for some in in_pieces(self.gone):
            tables.delete(Indexed.objects.filter(id__in=some))
        Indexed.objects.bulk_create(
            rows,
            batch_size=SOME,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["owner", "digest", "change", "heard", *WRITTEN],
        )
        for number in self.added.keys() | self.removed.keys():
            self._write_postings(number)
        for block in self.blocks.values():
            block.change = self.change
        Block.objects.bulk_update(self.blocks.values(), ["used", "live", "change"])
        numbers = [*self.gone, *(row.id for row in rows)]
        if numbers:
            entries_written.send(type(self), shelf=self.shelf, numbers=numbers)

    def _write_postings(self, block: int) -> None:
        added, removed = self.added.get(block, {}), self.removed.get(block, {})
        terms = added.keys() | removed.keys()
        there = {} if block in self.begun else tables.postings_in(block, terms)
        tables.write(
            {
                (term, block): postings.changed(
                    there.get(term, b""), added.get(term, ()), removed.get(term, ())
                )
                for term in terms
            }
        )


def next_change() -> int:
    """Return the number of a change, later than all others; only for who holds the lock.

    By the clock, so that a number whose transaction was rolled back is not used again.
    """
    latest = Block.objects.aggregate(latest=Max("change"))["latest"] or 0
    return max(latest + 1, time.time_ns() // 1000)
