"""What a query asks for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search.analysis.folding import fold, normal
from search.analysis.numbers import Number
from search.analysis.terms import RUNS, is_han, pairs

_STRETCHES = re.compile(r"\w+")
if TYPE_CHECKING:
    from search.query.synonyms import Synonyms

# Longer queries are cut off: nobody reads what they would add.
LONGEST = 120
# Abbreviations are no longer.
LONGEST_SHORT = 4


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to say a group: each of its words must stand somewhere. `worth` is at most 1."""

    words: tuple[str, ...]
    worth: float = 1.0

    def terms(self) -> Iterator[str]:
        for word in self.words:
            for run in RUNS.findall(word):
                yield from pairs(run)


@dataclass(frozen=True, slots=True)
class Group:
    """One thing that is asked for, first as it was said. `exact`: these characters in a row."""

    alternatives: tuple[Alternative, ...]
    exact: bool = False

    @property
    def said(self) -> str:
        return self.alternatives[0].words[0]

    @property
    def may_be_short(self) -> bool:
        """Tell whether it may be put together of the first characters of other words: 控烟."""
        return not self.exact and 2 <= len(self.said) <= LONGEST_SHORT and is_han(self.said)

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that may stand for this group, as it was said first."""
        return tuple(dict.fromkeys(word for way in self.alternatives for word in way.words))


@dataclass(frozen=True, slots=True)
class Plan:
    """A query, understood. All words are in their normal form."""

    said: str
    groups: tuple[Group, ...] = ()
    number: Number | None = None
    # How many single characters say nothing: remains of words that nobody knows.
    unsaid: int = 0
    # What it was understood by.
    synonyms: "Synonyms | None" = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The whole query in its normal form."""
        return normal(self.said).strip()

    @property
    def understood(self) -> float:
        """Return which part of the query's characters the groups account for."""
        said = sum(len(group.said) for group in self.groups)
        return said / (said + self.unsaid) if said else 1.0

    @property
    def runs(self) -> tuple[str, ...]:
        """The runs of Han characters that it is made of."""
        return tuple(run for run in RUNS.findall(self.text) if is_han(run))

    @property
    def stretches(self) -> tuple[str, ...]:
        """What stands between spaces and punctuation, of whatever script."""
        return tuple(_STRETCHES.findall(self.text))

    @property
    def spelled(self) -> tuple[str, ...]:
        """The words of a query that is nothing but Latin letters; pinyin, possibly."""
        words = fold(self.said).replace("'", "").split()
        return tuple(words) if all(word.isascii() and word.isalpha() for word in words) else ()

    @property
    def letters(self) -> str:
        """Its letters without what stands between them."""
        return "".join(self.spelled)

    def __bool__(self) -> bool:
        return bool(self.groups or self.number)
