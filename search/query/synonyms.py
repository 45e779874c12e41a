"""Other ways to say a word: what people call things, and what the rules call them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from search.analysis.folding import normal
from search.query.plan import Alternative

# What a synonym is worth beside the very word: the first most, each further one less.
WORTH, LESS, LEAST = 0.9, 0.04, 0.7


class Synonyms:
    """Words and what may stand for each: `{"放鞭炮": ["烟花爆竹"], …}`.

    An alternative of several words, set apart by spaces, needs all of them.
    """

    def __init__(self, ways: Mapping[str, Iterable[str]] | None = None) -> None:
        self._ways = {
            normal(word).strip(): tuple(
                Alternative(tuple(map(normal, way.split())), max(WORTH - LESS * at, LEAST))
                for at, way in enumerate(others)
            )
            for word, others in (ways or {}).items()
        }

    def of(self, word: str) -> tuple[Alternative, ...]:
        """Return the other ways to say a word."""
        return self._ways.get(word, ())

    def group(self, words: Sequence[str]) -> Iterator[tuple[str, tuple[Alternative, ...]]]:
        """Join neighbouring words that can be said otherwise together; the longest count.

        Yields each word, joined or not, with its other ways.
        """
        at = 0
        while at < len(words):
            for end in range(min(len(words), at + self._most_words), at, -1):
                joined = "".join(words[at:end])
                ways = self.of(joined)
                if ways or end == at + 1:
                    yield joined, ways
                    at = end
                    break

    @cached_property
    def _most_words(self) -> int:
        return max(map(len, self._ways), default=1)
