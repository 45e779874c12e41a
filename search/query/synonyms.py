"""Other ways to say a word: what people call things, and what the rules call them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from search.analysis.folding import normal
from search.query.plan import Alternative

# What a synonym is worth beside the very word.
WORTH = 0.9


class Synonyms:
    """Words and what may stand for each: `{"放鞭炮": ["烟花爆竹"], …}`.

    An alternative of several words, set apart by spaces, needs all of them.
    """

    def __init__(self, ways: Mapping[str, Iterable[str]] | None = None) -> None:
        self._ways = {
            normal(word).strip(): tuple(
                Alternative(tuple(normal(part) for part in way.split()), WORTH) for way in others
            )
            for word, others in (ways or {}).items()
        }

    def of(self, word: str) -> tuple[Alternative, ...]:
        """Return the other ways to say a word."""
        return self._ways.get(word, ())

    def split(self, run: str) -> Iterator[tuple[str, tuple[Alternative, ...]]]:
        """Cut a run where words begin and end that can be said otherwise; the longest count."""
        at = 0
        if self._ways:
            for found in self._pattern.finditer(run):
                if found.start() > at:
                    yield run[at : found.start()], ()
                yield found[0], self._ways[found[0]]
                at = found.end()
        if at < len(run):
            yield run[at:], ()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._ways, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)))
