"""Entries written into the index, changed in it and taken out of it.

Every change is one transaction: readers see all of it or nothing. What owners yield is compared
with what is stored, so nobody needs to know what was new, and everything may be done again.
"""

import hashlib
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace

from django.db import transaction
from django.db.models import Max

from findable import Entry
from search.analysis import RULES
from search.analysis.terms import sound_terms, terms_of, title_terms
from search.index import postings, tables
from search.index.fields import Field
from search.index.news import entries_written
from search.models import Block, Indexed
from search.models.index import BLOCK, Shelf

# Rows that one statement reads or writes.
SOME = 500
WRITTEN = tuple(Entry.__dataclass_fields__)
_WORDS = tuple(name for name in WRITTEN if name not in ("key", "kind", "url", "day"))
_CUT_AT = {name: Indexed._meta.get_field(name).max_length for name in _WORDS}


@dataclass(slots=True)
class Outcome:
    """How many entries were new, changed, taken out, and as they were."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    same: int = 0


@transaction.atomic
def store(offered: Mapping[str, Sequence[Entry]], shelf: Shelf = Shelf.PUBLIC) -> Outcome:
    """Make the index hold exactly what some owners offer now; whatever else is there stays.

    An owner that offers nothing has nothing in the index afterwards.
    """
    tables.lock_for_writing()
    writing = _Writing(shelf)
    outcome = writing.store(offered)
    entries_written.send(store, shelf=shelf, numbers=writing.numbers)
    return outcome


def fitting(entry: Entry) -> Entry:
    """Return an entry whose words a row has room for, without what no database keeps."""
    said = {name: getattr(entry, name).replace("\0", "") for name in _WORDS}
    return replace(entry, **{name: words[: _CUT_AT.get(name)] for name, words in said.items()})


def digest_of(owner: str, entry: Entry) -> bytes:
    """Return what changes whenever anything in an entry does, whose it is, or how it is read."""
    said = "\0".join([RULES, owner, *map(str, astuple(entry))])
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def terms_in(shelf: Shelf, entry: Entry | Indexed) -> set[str]:
    """Return the names of the postings that an entry stands in."""
    beside = (entry.text, entry.number, entry.within, entry.department, entry.answer)
    everything = terms_of(entry.title).union(*map(terms_of, filter(None, beside)))
    return {
        *(Field.TITLE.of(shelf, term) for term in title_terms(entry.title)),
        *(Field.ALL.of(shelf, term) for term in everything),
        *(Field.SOUND.of(shelf, term) for term in sound_terms(entry.title)),
    }


class _Writing:
    """One transaction's changes, gathered block by block and written at its end."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.outcome = Outcome()
        # What is written or taken out.
        self.numbers: list[int] = []
        latest = Block.objects.aggregate(latest=Max("change"))["latest"] or 0
        # By the clock, so that a number which was rolled back is not used again.
        self.change = max(latest + 1, time.time_ns() // 1000)
        self.blocks: dict[int, Block] = {}
        self.begun: set[int] = set()
        self.added: dict[int, dict[str, list[int]]] = {}
        self.removed: dict[int, dict[str, list[int]]] = {}

    def store(self, offered: Mapping[str, Sequence[Entry]]) -> Outcome:
        wanted = {
            entry.key: (owner, fitting(entry)) for owner, own in offered.items() for entry in own
        }
        there = self._there(offered, wanted)
        digests = {key: digest_of(owner, entry) for key, (owner, entry) in wanted.items()}
        changed = [
            number
            for key, (number, digest) in there.items()
            if key in wanted and digest != digests[key]
        ]
        old = {row.key: row for row in self._rows(changed)}
        rows = []
        for key, (owner, entry) in wanted.items():
            if key in old:
                number = self._replace(old[key], entry)
            elif key not in there:
                number = self._add(entry)
            else:
                self.outcome.same += 1
                continue
            rows.append(self._row(number, owner, entry, digests[key]))
        self.numbers += [row.id for row in rows]
        self._take_out(number for key, (number, _) in there.items() if key not in wanted)
        self._write(rows)
        return self.outcome

    def _there(self, owners: Iterable[str], keys: Iterable[str]) -> dict[str, tuple[int, bytes]]:
        """Return number and digest of what these owners have, and of what these keys name."""
        found: dict[str, tuple[int, bytes]] = {}
        # Two questions, because no index answers them as one.
        for name, wanted in (("owner", list(owners)), ("key", list(keys))):
            for at in range(0, len(wanted), SOME):
                some = {f"{name}__in": wanted[at : at + SOME]}
                rows = Indexed.objects.filter(shelf=self.shelf, **some)
                for key, number, digest in rows.values_list("key", "id", "digest"):
                    found[key] = (number, bytes(digest))
        return found

    @staticmethod
    def _rows(numbers: list[int]) -> Iterable[Indexed]:
        for at in range(0, len(numbers), SOME):
            yield from Indexed.objects.filter(id__in=numbers[at : at + SOME])

    def _add(self, entry: Entry) -> int:
        self.outcome.new += 1
        return self._place(entry)

    def _place(self, entry: Entry) -> int:
        block = self._open_block()
        place, block.used = block.used, block.used + 1
        self._note(self.added, block.pk, place, terms_in(self.shelf, entry))
        self._set_live(block, [place], live=True)
        return block.pk * BLOCK + place

    def _replace(self, old: Indexed, entry: Entry) -> int:
        self.outcome.changed += 1
        block, place = self._block(old.id // BLOCK), old.id % BLOCK
        if block.rules != RULES:
            # Nobody can tell any more which terms it had; a new place has none.
            self._set_live(block, [place], live=False)
            Indexed.objects.filter(id=old.id).delete()
            self.numbers.append(old.id)
            return self._place(entry)
        before, now = terms_in(self.shelf, old), terms_in(self.shelf, entry)
        self._note(self.added, block.pk, place, now - before)
        self._note(self.removed, block.pk, place, before - now)
        return old.id

    def _take_out(self, numbers: Iterable[int]) -> None:
        """Make entries unfindable; their terms stay until the index is rebuilt, and lead nowhere."""
        gone = list(numbers)
        by_block: dict[int, list[int]] = defaultdict(list)
        for number in gone:
            by_block[number // BLOCK].append(number % BLOCK)
        for number, places in by_block.items():
            self._set_live(self._block(number), places, live=False)
        for at in range(0, len(gone), SOME):
            Indexed.objects.filter(id__in=gone[at : at + SOME]).delete()
        self.outcome.gone += len(gone)
        self.numbers += gone

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
        for block in self.blocks.values():
            if block.used < BLOCK and block.rules == RULES:
                return block
        block = (
            Block.objects.filter(shelf=self.shelf, used__lt=BLOCK, rules=RULES)
            .exclude(pk__in=self.blocks)
            .first()
        )
        if block is None:
            block = Block.objects.create(shelf=self.shelf, rules=RULES)
            self.begun.add(block.pk)
        self.blocks[block.pk] = block
        return block

    @staticmethod
    def _set_live(block: Block, places: Iterable[int], *, live: bool) -> None:
        bits = bytearray(block.live)
        for place in places:
            bit = 1 << place % 8
            bits[place // 8] = bits[place // 8] | bit if live else bits[place // 8] & ~bit
        block.live = bytes(bits)

    def _row(self, number: int, owner: str, entry: Entry, digest: bytes) -> Indexed:
        said = {name: getattr(entry, name) for name in WRITTEN}
        return Indexed(
            id=number,
            shelf=self.shelf,
            owner=owner,
            digest=digest,
            change=self.change,
            **said,
        )

    def _write(self, rows: list[Indexed]) -> None:
        Indexed.objects.bulk_create(
            rows,
            batch_size=SOME,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["owner", "digest", "change", *WRITTEN],
        )
        for number in self.added.keys() | self.removed.keys():
            self._write_postings(number)
        for block in self.blocks.values():
            block.change = self.change
        Block.objects.bulk_update(self.blocks.values(), ["used", "live", "change"])

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
        self.begun.discard(block)
