"""Whether the index agrees with itself: its terms with its entries, and what it says may be found.

Entries are read block by block, each as it is at one moment, and then all postings once; nobody
needs to stop writing. Of each block there is a sum over all terms at all places, once by what its
entries say and once by its postings. Only where the two differ, because something is wrong or was
changed in between, a block's postings are compared term by term with its entries at that moment:
this reads all postings, because they lie in the order of terms.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from search.analysis import RULES
from search.index import postings, tables
from search.index.differences import Difference, Sort
from search.index.moments import one_moment
from search.index.preparing import SOME, terms_in
from search.models.index import BLOCK, Block, Indexed, Shelf

Expected = dict[str, array]
_NOTHING: array = array("H")
_WHOLE = 2**64 - 1


def differences() -> Iterator[Difference]:
    """Yield what differs in all blocks, and entries in no block."""
    looked: dict[int, _Looked] = {}
    for number in Block.objects.order_by("pk").values_list("pk", flat=True):
        one = _look(number)
        yield from one.found
        if one.is_readable:
            looked[number] = one
    for number in _unlike(looked):
        yield from _in_terms(number)
    yield from _homeless()


@dataclass(slots=True)
class _Looked:
    """A block's entries: what is wrong with them, at which places they are, and the sum of their
    terms.
    """

    found: list[Difference] = field(default_factory=list)
    is_readable: bool = False
    rows: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(BLOCK, bool))
    total: int = 0


@one_moment()
def _look(number: int) -> _Looked:
    looked = _Looked()
    block = Block.objects.filter(pk=number).first()
    if block is None:
        return looked  # dropped meanwhile
    if block.rules != RULES:
        looked.found.append(Difference(Sort.RULES, str(block), block.rules))
        return looked
    looked.is_readable = True
    live = np.zeros(BLOCK, bool)
    postings.unpack_into(live, bytes(block.live))
    keys: dict[int, str] = {}
    for row in _rows_in(number):
        place = row.id % BLOCK
        keys[place] = row.key
        if place >= block.used or row.shelf != block.shelf:
            where = f"place {place} of block {block}"
            looked.found.append(Difference(Sort.PLACE, row.key, where))
        looked.total += _sum([hash(term) for term in terms_in(Shelf(block.shelf), row)], place)
    looked.rows[list(keys)] = True
    looked.found += [
        Difference(Sort.NOT_LIVE, keys[place]) for place in _places(looked.rows & ~live)
    ]
    looked.found += [
        Difference(Sort.NO_ENTRY, f"place {place} of block {block}")
        for place in _places(live & ~looked.rows)
    ]
    return looked


def _unlike(looked: dict[int, _Looked]) -> list[int]:
    """Return the blocks whose postings do not have the sum that their entries have."""
    totals = dict.fromkeys(looked, 0)
    after = ("", -1)
    while some := tables.everything(after):
        after = some[-1][:2]
        for term, number, packed in some:
            if number in looked:
                places = postings.numbers(bytes(packed))
                totals[number] += _sum(hash(term), places[looked[number].rows[places]])
    return [number for number, own in looked.items() if (own.total - totals[number]) & _WHOLE]


def _sum(terms: int | list[int], places: int | NDArray[np.integer]) -> int:
    """Return a sum over terms, by their hashes, at places, that is another one for others."""
    # The last step of SplitMix64 (Steele, Lea and Flood, 2014); it wraps around.
    mixed = np.asarray(terms, np.int64).view(np.uint64) + np.atleast_1d(places).astype(
        np.uint64
    ) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return int(np.sum(mixed ^ (mixed >> np.uint64(31)), dtype=np.uint64))


@one_moment()
def _in_terms(number: int) -> list[Difference]:
    block = Block.objects.filter(pk=number, rules=RULES).first()
    if block is None:
        return []  # emptied meanwhile
    expected: Expected = {}
    keys: dict[int, str] = {}
    rows = np.zeros(BLOCK, bool)
    for row in _rows_in(number):
        place = row.id % BLOCK
        keys[place], rows[place] = row.key, True
        for term in terms_in(Shelf(block.shelf), row):
            expected.setdefault(term, array("H")).append(place)
    return list(_of_terms(number, expected, keys, rows))


def _rows_in(number: int) -> Iterator[Indexed]:
    return Indexed.objects.filter(id__gte=number * BLOCK, id__lt=(number + 1) * BLOCK).iterator(
        chunk_size=SOME
    )


def _of_terms(
    number: int, expected: Expected, keys: dict[int, str], rows: NDArray[np.bool_]
) -> Iterator[Difference]:
    """Compare the postings of a block with what they should be, where there are entries."""
    after = ("", -1)
    while some := tables.everything(after, block=number):
        after = some[-1][:2]
        for term, _block, packed in some:
            has, wanted = np.zeros(BLOCK, bool), np.zeros(BLOCK, bool)
            postings.unpack_into(has, bytes(packed))
            wanted[list(expected.pop(term, _NOTHING))] = True
            if not np.array_equal(has & rows, wanted):
                for place in _places(wanted & ~has):
                    yield Difference(Sort.TERM_LACKS, keys[place], term)
                for place in _places(has & rows & ~wanted):
                    yield Difference(Sort.TERM_TOO_MUCH, keys[place], term)
    for term, places in expected.items():
        for place in places:
            yield Difference(Sort.TERM_LACKS, keys[place], term)


def _places(mask: NDArray[np.bool_]) -> list[int]:
    return [int(place) for place in np.flatnonzero(mask)]


@one_moment()
def _homeless() -> list[Difference]:
    there = list(Block.objects.values_list("pk", flat=True))
    rows = Indexed.objects.all()
    for number in there:
        rows = rows.exclude(id__gte=number * BLOCK, id__lt=(number + 1) * BLOCK)
    return [
        Difference(Sort.PLACE, key, f"no block {number // BLOCK}")
        for number, key in rows.values_list("id", "key")
    ]
