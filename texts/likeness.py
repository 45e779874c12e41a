"""How like two texts are, told by small sketches of them, so that no text need be read again.

A text is taken as the set of all its runs of a few characters, as hashed numbers. The smallest of
these numbers are a fair sample: from two samples alone the share of runs that two texts have in
common can be estimated (bottom-k sketches, Broder 1997, Cohen and Kaplan 2007). Whoever looks for
texts like one among many keeps the first few numbers of each where they can be looked up: texts
that share most of their runs share some of these, but for a case in a thousand.
"""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b

# Runs of so many characters: shorter ones are shared by texts that have nothing in common.
RUN = 5
SAMPLE = 64
BYTES = 8
# Numbers must fit into a signed column of 64 bits.
MOST = (1 << 63) - 1
SILENT = re.compile(r"[\W_]+")


def said_in(text: str) -> str:
    """Return what a text says: without punctuation and space, width and case."""
    return SILENT.sub("", unicodedata.normalize("NFKC", text)).lower()


def runs_in(said: str, run: int = RUN, kind: str = "") -> set[int]:
    """Return the numbers of all runs in what `said_in` returned; texts of another kind have other
    numbers. A shorter text is one run, an empty one has none.
    """
    person = kind.encode()[:16]
    pieces = {said[at : at + run] for at in range(max(1, len(said) - run + 1))} if said else set()
    return {
        int.from_bytes(blake2b(each.encode(), digest_size=BYTES, person=person).digest()) & MOST
        for each in pieces
    }


def sample_of(numbers: Iterable[int], most: int = SAMPLE) -> tuple[int, ...]:
    """Return the smallest numbers, in their order."""
    return tuple(sorted(set(numbers))[:most])


def likeness(one: tuple[int, ...], other: tuple[int, ...], most: int = SAMPLE) -> float:
    """Return the estimated share of runs that two texts have in common, from 0 to 1."""
    if not one or not other:
        return 0.0
    both = set(one) & set(other)
    sample = sorted({*one, *other})[:most]
    return sum(number in both for number in sample) / len(sample)


def packed(sample: Iterable[int]) -> bytes:
    return b"".join(number.to_bytes(BYTES) for number in sample)


def unpacked(data: bytes) -> tuple[int, ...]:
    return tuple(int.from_bytes(data[at : at + BYTES]) for at in range(0, len(data), BYTES))
