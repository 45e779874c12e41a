"""Groups of questions, one question after the other."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from interviews.grouping.features import Features, features, similarity
from interviews.grouping.sketches import Band, bands

# Chosen by the labelled questions that are not held out: benchmarks/question_grouping.py.
THRESHOLD = 0.5
MOST_SUGGESTIONS = 10


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An earlier question that asks the same, and how alike it is, up to 1."""

    key: Hashable
    similarity: float


class Grouping:
    """Questions that ask the same, directly or over others, are in one group.

    What is in one group does not depend on the order of questions. Nothing is merged by it: a
    moderator does that. Questions that say the same in the same words are compared once.
    """

    def __init__(self, threshold: float = THRESHOLD) -> None:
        self.threshold = threshold
        self._same: dict[tuple, list[Hashable]] = {}
        self._features: list[Features] = []
        self._keys: list[list[Hashable]] = []
        self._buckets: dict[Band, list[int]] = defaultdict(list)
        self._above: list[int] = []
        self._place: dict[Hashable, int] = {}

    def __len__(self) -> int:
        return len(self._place)

    def add(self, key: Hashable, text: str) -> list[Suggestion]:
        """Take a question in; return the earlier ones that ask the same, the most alike first.

        At most ten; `group_of` has all. Raises ValueError for a key that was added before.
        """
        if key in self._place:
            raise ValueError(f"{key!r} was added before")
        described = features(text)
        if (equals := self._same.get(described.signature)) is not None:
            at = self._place[equals[0]]
            found = [Suggestion(each, 1.0) for each in equals[:MOST_SUGGESTIONS]]
        else:
            equals = self._same[described.signature] = []
            at = len(self._features)
            found = []
            self._above.append(at)
            self._keys.append(equals)
        near = self._near(described, at)
        if not equals:
            self._features.append(described)
            for band in bands(described):
                self._buckets[band].append(at)
        equals.append(key)
        self._place[key] = at
        for alike, other in near:
            self._join(at, other)
            found += [Suggestion(each, alike) for each in self._keys[other][:MOST_SUGGESTIONS]]
        return found[:MOST_SUGGESTIONS]

    def group_of(self, key: Hashable) -> list[Hashable]:
        """Return all questions of a question's group, itself included, as they were added."""
        top = self._top(self._place[key])
        return [each for each, at in self._place.items() if self._top(at) == top]

    def groups(self) -> Iterator[list[Hashable]]:
        """Yield every group, also those of one question."""
        found: dict[int, list[Hashable]] = defaultdict(list)
        for key, at in self._place.items():
            found[self._top(at)].append(key)
        yield from found.values()

    def _near(self, described: Features, at: int) -> list[tuple[float, int]]:
        candidates = {other for band in bands(described) for other in self._buckets.get(band, ())}
        candidates.discard(at)
        near = [
            (alike, other)
            for other in candidates
            if (alike := similarity(described, self._features[other])) >= self.threshold
        ]
        return sorted(near, key=lambda each: (-each[0], each[1]))

    def _top(self, at: int) -> int:
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at

    def _join(self, one: int, other: int) -> None:
        self._above[self._top(one)] = self._top(other)
