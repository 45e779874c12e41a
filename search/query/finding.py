"""A query answered: what matches, how many there are of each sort, and one page of the best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from operator import and_

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from findable import FACETS, Facet
from search.index.columns import NONE, Columns, columns_of
from search.index.moments import one_moment
from search.models import Indexed
from search.models.index import Shelf
from search.query.candidates import Candidate
from search.query.exactness import exactly
from search.query.matching import Matched, Matching
from search.query.parsing import plan_of
from search.query.plan import Plan
from search.query.ranking import TITLES, meant_by, rank
from search.query.rows import Rows

PER_PAGE = 10
# Nobody reads further; what is asked beyond shows the last of these pages.
LAST_PAGE = 100
REACHABLE = LAST_PAGE * PER_PAGE
# Scores that differ by less are equal: one part of so many.
ROUNDED = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: words, narrowed by facets (any of the values of each).

    `literally`: only what was typed, whatever else may have been meant.
    """

    plan: Plan
    literally: bool = False
    chosen: Mapping[Facet, Sequence[str]] = field(default_factory=dict)
    in_titles: bool = False
    newest_first: bool = False
    page: int = 1
    per_page: int = PER_PAGE


@dataclass(frozen=True, slots=True)
class Count:
    value: str
    number: int


@dataclass(frozen=True, slots=True)
class Hit:
    entry: Indexed
    score: float = 0.0
    meant: str = ""
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """`counts`: for each facet how many there were if it alone were not narrowed, most first."""

    total: int = 0
    hits: tuple[Hit, ...] = ()
    counts: Mapping[Facet, tuple[Count, ...]] = field(default_factory=dict)
    page: int = 1
    pages: int = 1
    # What was probably meant, if what was typed stands in no title.
    meant: str = ""
    # Nothing says what was typed: these are the results for what was meant.
    instead: bool = False


@one_moment()
def find(asked: Asked, shelf: Shelf = Shelf.PUBLIC, today: date | None = None) -> Found:
    """Answer a query. Constant in its number of database queries."""
    columns = columns_of(shelf)
    if not asked.plan or not columns.size:
        return Found()
    rows, today = Rows(), today or timezone.localdate()
    look = _Look(asked, columns, shelf, rows, today)
    if look.meant and not look.is_literal and not asked.literally:
        plan = plan_of(look.meant, asked.plan.synonyms)
        better = _Look(replace(asked, plan=plan), columns, shelf, rows, today)
        if better.total:
            return replace(better.found(), meant=look.meant, instead=True)
    return look.found()


class _Look:
    """A query looked up: all that it leads to is known, and nothing of it is shown yet.

    `is_literal`: whether anything may say what was typed as it was typed.
    """

    def __init__(
        self, asked: Asked, columns: Columns, shelf: Shelf, rows: Rows, today: date
    ) -> None:
        self._asked, self._columns, self._rows = asked, columns, rows
        in_titles = asked.in_titles
        matched = Matching(
            asked.plan, columns, shelf, in_titles=in_titles, literally=asked.literally
        ).run()
        self._chosen = {
            facet: _mask_of(columns, facet, values) for facet, values in asked.chosen.items()
        }
        self._held = exactly(
            asked.plan, matched.places, matched.scores, columns, in_titles=in_titles
        )
        places = reduce(and_, self._chosen.values(), self._held)
        self.is_literal = matched.literal
        self.total = int(np.count_nonzero(places))
        self._pages = max(-(-min(self.total, REACHABLE) // asked.per_page), 1)
        self._page = min(max(asked.page, 1), self._pages)
        self._end = self._page * asked.per_page
        order = _leading(
            places, matched.scores, columns.days, max(TITLES, self._end),
            newest_first=asked.newest_first,
        )  # fmt: skip
        candidates = [_candidate(columns, matched, int(at)) for at in order]
        ranked = rank(asked.plan, matched.weights, candidates[:TITLES], today, rows)
        self.meant = meant_by(ranked)
        self._shown = candidates if asked.newest_first else [*ranked, *candidates[TITLES:]]

    def found(self) -> Found:
        return Found(
            total=self.total,
            hits=self._hits(self._shown[self._end - self._asked.per_page : self._end]),
            counts=_counts(self._columns, self._held, self._chosen),
            page=self._page,
            pages=self._pages,
            meant=self.meant,
        )

    def _hits(self, candidates: Sequence[Candidate]) -> tuple[Hit, ...]:
        entries = self._rows.entries([each.id for each in candidates])
        return tuple(
            Hit(entries[each.id], each.score, each.meant, each.guessed)
            for each in candidates
            if each.id in entries
        )


def _candidate(columns: Columns, matched: Matched, at: int) -> Candidate:
    return Candidate(
        columns.number(at),
        float(matched.scores[at]),
        guessed=bool(matched.guessed[at]),
        whole=bool(matched.whole[at]),
    )


def _mask_of(columns: Columns, facet: Facet, values: Sequence[str]) -> NDArray[np.bool_]:
    known = {value: code for code, value in enumerate(columns.values[facet])}
    wanted = [known[value] for value in values if value in known]
    return np.isin(columns.codes[facet], wanted)


def _leading(
    places: NDArray[np.bool_],
    scores: NDArray[np.float32],
    days: NDArray[np.int32],
    most: int,
    *,
    newest_first: bool,
) -> NDArray[np.intp]:
    """Return the places that lead, best first; equals, newest first."""
    numbers = np.flatnonzero(places)
    # All that they are ordered by as one number each: day and place behind the score.
    order = days[numbers] * np.int64(len(places)) + numbers
    if not newest_first:
        rounded = np.rint(scores[numbers] * np.float32(ROUNDED)).astype(np.int64)
        order += rounded * (np.int64(date.max.toordinal() + 2) * len(places))
    if len(numbers) > most:
        leading = np.argpartition(order, -most)[-most:]
        numbers, order = numbers[leading], order[leading]
    return numbers[np.argsort(-order)]


def _counts(
    columns: Columns, places: NDArray[np.bool_], chosen: Mapping[Facet, NDArray[np.bool_]]
) -> dict[Facet, tuple[Count, ...]]:
    counts = {}
    all_found = np.flatnonzero(places)
    for facet in FACETS:
        others = [own for other, own in chosen.items() if other != facet]
        found = np.flatnonzero(reduce(and_, others, places)) if others else all_found
        numbers = np.bincount(columns.codes[facet][found], minlength=1)
        numbers[NONE] = 0
        values = columns.values[facet]
        told = [
            Count(values[code], numbers[code].item()) for code in np.flatnonzero(numbers).tolist()
        ]
        counts[facet] = tuple(sorted(told, key=lambda count: (-count.number, count.value)))
    return counts
