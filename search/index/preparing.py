"""What can be done before anything is written: analysis takes longest, and nobody need wait for it.

What is prepared is what was there at that moment. Whoever writes it looks again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Q

from findable import Entry
from search.analysis.terms import sound_terms, terms_of, title_terms
from search.analysis.titles import beginnings, heard_beginnings
from search.index.fields import Field
from search.index.fitting import digest_of, fitting
from search.models.index import Indexed, Shelf

# Rows that one statement reads or writes.
SOME = 500
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Offered:
    """An entry as it is to stand in the index."""

    owner: str
    entry: Entry
    digest: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """What some owners offer, by key, and the terms of what is not yet so in the index.

    `now`: by digest, of what is offered; `before`: by number and digest, of what stands there.
    """

    shelf: Shelf
    owners: tuple[str, ...]
    offered: Mapping[str, Offered]
    now: dict[bytes, set[str]] = field(default_factory=dict)
    before: dict[tuple[int, bytes], set[str]] = field(default_factory=dict)

    def without(self, owners: Iterable[str]) -> "Prepared":
        """Return the same without some owners and what they offer."""
        out = frozenset(owners)
        kept = {key: each for key, each in self.offered.items() if each.owner not in out}
        owners = tuple(owner for owner in self.owners if owner not in out)
        return Prepared(self.shelf, owners, kept, self.now, self.before)

    def terms_of(self, offered: Offered) -> set[str]:
        terms = self.now.get(offered.digest)
        return terms_in(self.shelf, offered.entry) if terms is None else terms

    def terms_of_row(self, row: Indexed) -> set[str]:
        terms = self.before.get((row.id, bytes(row.digest)))
        return terms_in(self.shelf, row) if terms is None else terms


def prepare(offered: Mapping[str, Sequence[Entry]], shelf: Shelf) -> Prepared:
    """Compare what owners offer with the index as it is, and analyse what is not the same.

    Of entries with the same key the last one counts.
    """
    wanted: dict[str, Offered] = {}
    for owner, own in offered.items():
        for each in own:
            entry = fitting(each)
            wanted[entry.key] = Offered(owner, entry, digest_of(owner, entry))
    prepared = Prepared(shelf, tuple(offered), wanted)
    there = what_is_there(shelf, (), wanted)
    for key, each in wanted.items():
        if key not in there or there[key][1] != each.digest:
            prepared.now[each.digest] = terms_in(shelf, each.entry)
    changed = [number for key, (number, digest) in there.items() if digest != wanted[key].digest]
    prepared.before.update(analysed(rows_of(changed), shelf).before)
    return prepared


def analysed(rows: Iterable[Indexed], shelf: Shelf) -> Prepared:
    """Return the terms of what stands in the index, with nothing to be stored."""
    before = {(row.id, bytes(row.digest)): terms_in(shelf, row) for row in rows}
    return Prepared(shelf, (), {}, before=before)


def terms_in(shelf: Shelf, entry: Entry | Indexed) -> set[str]:
    """Return the names of the postings that an entry stands in."""
    beside = (entry.text, entry.number, entry.within, entry.department, entry.answer)
    everything = terms_of(entry.title).union(*map(terms_of, filter(None, beside)))
    return {
        *(Field.TITLE.of(shelf, term) for term in title_terms(entry.title)),
        *(Field.TITLE.of(shelf, term) for term in beginnings(entry.title)),
        *(Field.ALL.of(shelf, term) for term in everything),
        *(Field.SOUND.of(shelf, term) for term in sound_terms(entry.title)),
        *(Field.SOUND.of(shelf, term) for term in heard_beginnings(entry.title)),
    }


def what_is_there(
    shelf: Shelf, owners: Iterable[str], keys: Iterable[str]
) -> dict[str, tuple[int, bytes]]:
    """Return by key the number and digest of what owners have in the index, and of keys."""
    found: dict[str, tuple[int, bytes]] = {}
    for condition in [
        *(Q(owner__in=some) for some in in_pieces(owners)),
        *(Q(key__in=some) for some in in_pieces(keys)),
    ]:
        rows = Indexed.objects.filter(condition, shelf=shelf)
        for key, number, digest in rows.values_list("key", "id", "digest"):
            found[key] = (number, bytes(digest))
    return found


def rows_of(numbers: Iterable[int]) -> Iterator[Indexed]:
    for some in in_pieces(numbers):
        yield from Indexed.objects.filter(id__in=some)


def in_pieces(things: Iterable[Thing], size: int = SOME) -> Iterator[list[Thing]]:
    """Yield things in lists of at most so many, in their order."""
    whole = list(things)
    for at in range(0, len(whole), size):
        yield whole[at : at + size]
