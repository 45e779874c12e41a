"""Whether the index agrees with itself: its terms with its entries, and what it says may be found.

Every block is looked at as it is at one moment, so nobody needs to stop writing.
"""

from array import array
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from search.analysis import RULES
from search.index import postings, tables
from search.index.differences import Difference, Sort
from search.index.moments import one_moment
from search.index.preparing import terms_in
from search.models.index import BLOCK, Block, Indexed, Shelf

Expected = dict[str, array]
_NOTHING: array = array("H")


def differences() -> Iterator[Difference]:
    """Yield what differs in all blocks, and entries in no block."""
    numbers = list(Block.objects.order_by("pk").values_list("pk", flat=True))
    for number in numbers:
        yield from _in_block(number)
    yield from _homeless()


@one_moment()
def _in_block(number: int) -> list[Difference]:
    block = Block.objects.filter(pk=number).first()
    if block is None:
        return []  # dropped meanwhile
    if block.rules != RULES:
        return [Difference(Sort.RULES, str(block), block.rules)]
    live = np.zeros(BLOCK, bool)
    postings.unpack_into(live, bytes(block.live))
    expected: Expected = {}
    keys: dict[int, str] = {}
    found: list[Difference] = []
    for row in Indexed.objects.filter(id__gte=number * BLOCK, id__lt=(number + 1) * BLOCK):
        place = row.id % BLOCK
        keys[place] = row.key
        if place >= block.used or row.shelf != block.shelf:
            found.append(Difference(Sort.PLACE, row.key, f"place {place} of block {block}"))
        for term in terms_in(Shelf(block.shelf), row):
            expected.setdefault(term, array("H")).append(place)
    rows = np.zeros(BLOCK, bool)
    rows[list(keys)] = True
    found += [Difference(Sort.NOT_LIVE, keys[place]) for place in _places(rows & ~live)]
    found += [
        Difference(Sort.NO_ENTRY, f"place {place} of block {block}")
        for place in _places(live & ~rows)
    ]
    found += _of_terms(number, expected, keys, rows)
    return found


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
