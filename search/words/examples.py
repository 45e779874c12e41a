"""Example queries answered now: with the words in force, or with others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from search.models import ExampleQuery
from search.query.finding import Asked, find
from search.query.parsing import plan_of
from search.words.best_bets import best_bets_for
from search.words.book import Book, current
from search.words.judging import DEPTH, ndcg

# Less than this is arithmetic, not a change.
NOTICED = 1e-6


@dataclass(frozen=True, slots=True)
class Line:
    """One of the first results. `key` names an entry, or is the address of what is elsewhere."""

    key: str
    title: str
    url: str
    is_best_bet: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    lines: tuple[Line, ...]
    ndcg: float

    def place(self, key: str) -> int | None:
        """Return at which place something stands, from 1; None if it is not among the first."""
        keys = [line.key for line in self.lines]
        return keys.index(key) + 1 if key in keys else None


def answer(said: str, wanted: Mapping[str, int], book: Book, today: date | None = None) -> Answered:
    """Return what readers would find first with a book, best bets before results."""
    bets = [
        Line(bet.key, bet.title, bet.url, is_best_bet=True)
        for bet in best_bets_for(said, book, today)
    ]
    found = find(Asked(plan_of(said, book.synonyms)), today=today)
    results = [Line(hit.entry.key, hit.entry.title, hit.entry.url) for hit in found.hits]
    first: dict[str, Line] = {}
    for line in [*bets, *results]:
        first.setdefault(line.key, line)
    lines = tuple(first.values())[:DEPTH]
    return Answered(lines, ndcg([line.key for line in lines], wanted))


@dataclass(frozen=True, slots=True)
class Checked:
    """An example query as it is answered now."""

    example: ExampleQuery
    now: Answered

    @property
    def fails(self) -> bool:
        return self.now.ndcg < self.example.ndcg - NOTICED


def check_all(today: date | None = None) -> list[Checked]:
    """Answer all example queries; those that fail come first, the worst before the others."""
    book = current()
    checked = [
        Checked(example, answer(example.said, example.wanted, book, today))
        for example in ExampleQuery.objects.select_related("synonym", "best_bet")
    ]
    return sorted(checked, key=lambda each: (not each.fails, each.now.ndcg - each.example.ndcg))
