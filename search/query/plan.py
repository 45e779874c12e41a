"""What a query asks for."""

from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis.folding import fold, normal
from search.analysis.numbers import Number
from search.analysis.terms import RUNS, is_han, pairs

# Longer queries are cut off: nobody reads what they would add.
LONGEST = 120


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
    def words(self) -> tuple[str, ...]:
        """Every word that may stand for this group, as it was said first."""
        return tuple(dict.fromkeys(word for way in self.alternatives for word in way.words))


@dataclass(frozen=True, slots=True)
class Plan:
    """A query, understood. All words are in their normal form."""

    said: str
    groups: tuple[Group, ...] = ()
    number: Number | None = None

    @property
    def text(self) -> str:
        """The whole query in its normal form."""
        return normal(self.said).strip()

    @property
    def runs(self) -> tuple[str, ...]:
        """The runs of Han characters that it is made of."""
        return tuple(run for run in RUNS.findall(self.text) if is_han(run))

    @property
    def letters(self) -> str:
        """The Latin letters of a query that has nothing else; pinyin, possibly."""
        joined = "".join(fold(self.said).split()).replace("'", "")
        return joined if joined.isascii() and joined.isalpha() else ""

    def __bool__(self) -> bool:
        return bool(self.groups or self.number)
