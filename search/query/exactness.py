"""Words in quotes stand in a row: pairs of characters only tell that they may."""

from collections.abc import Iterator, Sequence

import numpy as np
from django.db.models import Q, Value
from django.db.models.functions import StrIndex
from numpy.typing import NDArray

from search.analysis.folding import normal
from search.index.columns import Columns
from search.models import Indexed
from search.query.plan import Plan

# So many of the best are looked at, so many at once; what comes after them is believed.
MOST, SOME = 2_000, 500
# A phrase of one pair of characters stands in a row by itself.
PAIR = 2


def exactly(
    plan: Plan, places: NDArray[np.bool_], scores: NDArray[np.float32], columns: Columns
) -> NDArray[np.bool_]:
    """Return the places whose entries say all quoted phrases of a plan in a row."""
    phrases = [group.said for group in plan.groups if group.exact and len(group.said) > PAIR]
    if not phrases or not places.any():
        return places
    best = np.flatnonzero(places)
    best = best[np.argsort(-scores[best], kind="stable")][:MOST]
    held = places.copy()
    for at in range(0, len(best), SOME):
        some = {columns.number(int(place)): int(place) for place in best[at : at + SOME]}
        for number in _without(phrases, list(some)):
            held[some[number]] = False
    return held


def _without(phrases: Sequence[str], numbers: Sequence[int]) -> Iterator[int]:
    entries = Indexed.objects.filter(id__in=numbers)
    for phrase in phrases:
        # Most say it as it is compared, and the database finds that out by itself.
        said = Q(in_text__gt=0) | Q(in_title__gt=0)
        rest = entries.annotate(
            in_text=StrIndex("text", Value(phrase)), in_title=StrIndex("title", Value(phrase))
        ).exclude(said)
        for entry in rest.only("id", "title", "text", "number", "within", "department", "answer"):
            told = (entry.title, entry.text, entry.number, entry.within,
                    entry.department, entry.answer)  # fmt: skip
            if not any(phrase in normal(each) for each in told):
                yield entry.id
