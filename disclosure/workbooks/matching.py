"""Which power of a list is meant by which record of a workbook.

Most lists have no codes, some have one code for many powers, and bodies are renamed. So the match
is made in passes, from what says most to what says least, and each pass takes only what is the
only one of its kind on both sides.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Protocol, TypeVar


class Known(Protocol):
    """What both sides of a match have: `words` in the order of `records.WORDS`."""

    @property
    def code(self) -> str: ...

    @property
    def words(self) -> tuple[str, ...]: ...


PASSES: tuple[Callable[[Known], Hashable], ...] = (
    lambda one: (one.code, one.words),
    lambda one: one.code,
    lambda one: one.words,
    # Kind, name and sub-item: at another level, or of a body by another name.
    lambda one: one.words[:3],
)


A = TypeVar("A", bound=Known)
B = TypeVar("B", bound=Known)


def match(old: Iterable[A], new: Iterable[B]) -> tuple[list[tuple[A, B]], list[A], list[B]]:
    """Return the pairs, what is only old, and what is only new, each in its order.

    Of several that are alike in everything, the first of one side is the first of the other.
    """
    left, right = list(old), list(new)
    pairs: list[tuple[A, B]] = []
    for number, key in enumerate(PASSES):
        theirs = _by(key, right)
        taken_left, taken_right = set(), set()
        for value, ours in _by(key, left).items():
            candidates = theirs.get(value, [])
            if number == 0 or len(ours) == len(candidates) == 1:
                for one, other in zip(ours, candidates, strict=False):
                    pairs.append((left[one], right[other]))
                    taken_left.add(one)
                    taken_right.add(other)
        left = [one for at, one in enumerate(left) if at not in taken_left]
        right = [one for at, one in enumerate(right) if at not in taken_right]
    return pairs, left, right


def _by(key: Callable[[Known], Hashable], ones: list) -> dict[Hashable, list[int]]:
    """Return the positions of what has a key, by the key; no code is no key."""
    positions: dict[Hashable, list[int]] = {}
    for at, one in enumerate(ones):
        if value := key(one):
            positions.setdefault(value, []).append(at)
    return positions
