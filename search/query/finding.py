"""A query answered: what matches, how many there are of each sort, and one page of the best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from findable import FACETS, Facet
from search.index.columns import Columns, columns_of
from search.index.moments import one_moment
from search.models import Indexed
from search.models.index import Shelf
from search.query.candidates import Candidate
from search.query.exactness import exactly
from search.query.matching import Matched, Matching
from search.query.parsing import plan_of
from search.query.plan import Plan
from search.query.ranking import TITLES, meant_by, rank

PER_PAGE = 10
# Nobody reads further; what is asked beyond shows the last of these pages.
LAST_PAGE = 100
REACHABLE = LAST_PAGE * PER_PAGE


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
    found, literal = _find(asked, shelf, today or timezone.localdate())
    if not found.meant or literal or asked.literally:
        return found
    meant = plan_of(found.meant, asked.plan.synonyms)
    better, _ = _find(replace(asked, plan=meant), shelf, today or timezone.localdate())
    return replace(better, meant=found.meant, instead=True) if better.total else found


def _find(asked: Asked, shelf: Shelf, today: date) -> tuple[Found, bool]:
    """Return what is found, and whether anything may say what was typed as it was typed."""
    columns = columns_of(shelf)
    if not asked.plan or not columns.size:
        return Found(), False
    matched = Matching(
        asked.plan, columns, shelf, in_titles=asked.in_titles, literally=asked.literally
    ).run()
    chosen = {facet: _mask_of(columns, facet, values) for facet, values in asked.chosen.items()}
    held = exactly(asked.plan, matched.places, matched.scores, columns, in_titles=asked.in_titles)
    places = held.copy()
    for mask in chosen.values():
        places &= mask
    total = int(np.count_nonzero(places))
    pages = max(-(-min(total, REACHABLE) // asked.per_page), 1)
    page = min(max(asked.page, 1), pages)
    end = page * asked.per_page
    order = _leading(places, matched.scores, columns.days, newest_first=asked.newest_first)
    candidates = [_candidate(columns, matched, int(at)) for at in order[: max(TITLES, end)]]
    ranked = rank(asked.plan, matched.weights, candidates[:TITLES], today)
    shown = candidates if asked.newest_first else [*ranked, *candidates[TITLES:]]
    found = Found(
        total=total,
        hits=_hits(shown[end - asked.per_page : end]),
        counts=_counts(columns, held, chosen),
        page=page,
        pages=pages,
        meant=meant_by(ranked),
    )
    return found, matched.literal


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
    *,
    newest_first: bool,
) -> NDArray[np.intp]:
    """Return the places that lead, best first; equals, newest first."""
    numbers = np.flatnonzero(places)
    most = max(TITLES, REACHABLE)
    if newest_first:
        return numbers[np.lexsort((-numbers, -days[numbers]))][:most]
    own = scores[numbers]
    if len(numbers) > most:
        bar = np.partition(own, -most)[-most]
        keep = own >= bar
        numbers, own = numbers[keep], own[keep]
    return numbers[np.lexsort((-numbers, -days[numbers], -np.round(own, 4)))][:most]


def _counts(
    columns: Columns, places: NDArray[np.bool_], chosen: Mapping[Facet, NDArray[np.bool_]]
) -> dict[Facet, tuple[Count, ...]]:
    counts = {}
    for facet in FACETS:
        mask = places
        for other, own in chosen.items():
            if other != facet:
                mask = mask & own
        numbers = np.bincount(columns.codes[facet][mask], minlength=1)
        numbers[0] = 0
        values = columns.values[facet]
        counts[facet] = tuple(
            Count(values[code], int(numbers[code]))
            for code in sorted(np.flatnonzero(numbers), key=lambda at: (-numbers[at], values[at]))
        )
    return counts


def _hits(candidates: Sequence[Candidate]) -> tuple[Hit, ...]:
    rows = Indexed.objects.in_bulk([each.id for each in candidates])
    return tuple(
        Hit(rows[each.id], each.score, each.meant, each.guessed)
        for each in candidates
        if each.id in rows
    )
