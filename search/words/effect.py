"""What a change of words does to example queries, before it is made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from search.models import BestBet, ExampleQuery, Synonym
from search.query.parsing import plan_of
from search.words.best_bets import best_bets_for
from search.words.book import Book, current
from search.words.examples import NOTICED, Answered, Line, answer


@dataclass(frozen=True)
class Move:
    """A result after the change; `before` is its place before, None if it was not there."""

    line: Line
    place: int
    before: int | None

    @property
    def rises(self) -> int:
        """By how many places it rises; negative, if it falls."""
        return self.before - self.place if self.before else 0

    @property
    def fell(self) -> int:
        return max(-self.rises, 0)


@dataclass(frozen=True)
class Shift:
    """One example query before and after."""

    example: ExampleQuery
    before: Answered
    after: Answered
    is_own: bool

    @property
    def gain(self) -> float:
        return self.after.ndcg - self.before.ndcg

    @property
    def is_worse(self) -> bool:
        return self.gain < -NOTICED

    @property
    def is_better(self) -> bool:
        return self.gain > NOTICED

    @cached_property
    def moves(self) -> list[Move]:
        return [
            Move(line, place, self.before.place(line.key))
            for place, line in enumerate(self.after.lines, 1)
        ]

    @property
    def fallen_out(self) -> list[Line]:
        return [line for line in self.before.lines if self.after.place(line.key) is None]


@dataclass(frozen=True)
class Effect:
    """`shifts`: the change's own examples first, then all others that it touches."""

    shifts: tuple[Shift, ...]

    @property
    def worse_others(self) -> list[Shift]:
        return [shift for shift in self.shifts if shift.is_worse and not shift.is_own]

    def accept(self) -> None:
        """Make what the examples reach with the change what they are held to from now on."""
        for shift in self.shifts:
            shift.example.ndcg = shift.after.ndcg
        saved = [shift.example for shift in self.shifts if shift.example.pk]
        ExampleQuery.objects.bulk_update(saved, ["ndcg"])


def book_with(word: Synonym | BestBet, *, gone: bool = False) -> Book:
    """Return the book as it would be with a word as it stands here, saved or not; or without."""
    rows = {
        model: [row for row in model.objects.all() if (model, row.pk) != (type(word), word.pk)]
        for model in (Synonym, BestBet)
    }
    if not gone:
        rows[type(word)].append(word)
    return Book.of(rows[Synonym], rows[BestBet])


def effect_of(
    word: Synonym | BestBet, own: Sequence[ExampleQuery], *, gone: bool = False
) -> Effect:
    """Return what saving a word, or deleting it, does to its own examples and to all others."""
    before, after = current(), book_with(word, gone=gone)
    of_word = {example.pk for example in own if example.pk}
    others = [each for each in _others(word) if each.pk not in of_word]
    shifts = [_shift(each, before, after, is_own=True) for each in own]
    shifts += [
        _shift(each, before, after, is_own=False)
        for each in others
        if _is_touched(each.said, before, after)
    ]
    return Effect(tuple(shifts))


def _others(word: Synonym | BestBet) -> Iterable[ExampleQuery]:
    """All examples but the word's own: what is struck out of those with the change is gone."""
    examples = ExampleQuery.objects.select_related("synonym", "best_bet")
    if word.pk is None:
        return examples
    field = "synonym" if isinstance(word, Synonym) else "best_bet"
    return [each for each in examples if getattr(each, f"{field}_id") != word.pk]


def _is_touched(said: str, before: Book, after: Book) -> bool:
    if plan_of(said, before.synonyms) != plan_of(said, after.synonyms):
        return True
    if before.bets == after.bets:
        return False
    return best_bets_for(said, before) != best_bets_for(said, after)


def _shift(example: ExampleQuery, before: Book, after: Book, *, is_own: bool) -> Shift:
    return Shift(
        example,
        answer(example.said, example.wanted, before),
        answer(example.said, example.wanted, after),
        is_own,
    )
