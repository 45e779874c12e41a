"""Which questions may be alike: MinHash with bands (Broder 1997; Leskovec et al., ch. 3).

A sketch depends on one question alone, so that the order of questions does not matter. Features
are repeated by their weights. Two questions that share half of their weight, as those in one group
do at least, meet with a probability of 1 - (1 - 0.5²)³⁶ = 0.99997; at a tenth, of 0.3.
"""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

from interviews.grouping.features import Features

BANDS, ROWS = 36, 2
Band = tuple[str, int, int, int]
"""(what keeps questions apart, number of the band, two lowest values)"""


def bands(features: Features) -> Iterator[Band]:
    """Yield the buckets that a question belongs to."""
    columns = [
        _hashes(name, copy) for name, weight in features.weights.items() for copy in range(weight)
    ]
    if not columns:
        return
    lowest = [min(column) for column in zip(*columns, strict=True)]
    apart = " ".join(sorted(features.apart))
    for band in range(BANDS):
        yield (apart, band, *lowest[band * ROWS : (band + 1) * ROWS])


@lru_cache(maxsize=10_000)
def _hashes(name: str, copy: int) -> tuple[int, ...]:
    """Return the values of one copy of a feature under all hash functions."""
    data = b"".join(
        blake2b(f"{copy} {part} {name}".encode(), digest_size=64).digest()
        for part in range(-(-BANDS * ROWS * 4 // 64))
    )
    return tuple(int.from_bytes(data[at : at + 4]) for at in range(0, BANDS * ROWS * 4, 4))
