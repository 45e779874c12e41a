"""Places in a block as bytes: few as numbers, many as bits, whichever is shorter."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from search.models.index import BLOCK

BITS = BLOCK // 8
_FEWER = BITS // 2


def pack(places: NDArray[np.bool_]) -> bytes:
    """Return the places that are true, of a whole block, as bytes; b"" if none is."""
    numbers = np.flatnonzero(places)
    if len(numbers) < _FEWER:
        return numbers.astype("<u2").tobytes()
    return np.packbits(places, bitorder="little").tobytes()


def unpack_into(places: NDArray[np.bool_], packed: bytes) -> None:
    """Set what is packed to true in a block that is false everywhere."""
    if len(packed) == BITS:
        places[:] = np.unpackbits(np.frombuffer(packed, np.uint8), bitorder="little").view(bool)
    else:
        places[np.frombuffer(packed, "<u2")] = True


def numbers(packed: bytes) -> NDArray[np.integer]:
    """Return the packed places as numbers, in their order."""
    if len(packed) == BITS:
        return np.flatnonzero(np.unpackbits(np.frombuffer(packed, np.uint8), bitorder="little"))
    return np.frombuffer(packed, "<u2")


def changed(packed: bytes, added: Iterable[int], removed: Iterable[int]) -> bytes:
    """Return packed places with some more and some fewer."""
    if len(packed) < BITS:
        numbers = set(np.frombuffer(packed, "<u2").tolist()).union(added).difference(removed)
        if len(numbers) < _FEWER:
            return np.array(sorted(numbers), "<u2").tobytes()
    places = np.zeros(BLOCK, bool)
    unpack_into(places, packed)
    places[list(added)] = True
    places[list(removed)] = False
    return pack(places)
