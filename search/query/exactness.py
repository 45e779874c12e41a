"""Words in quotes stand in a row: pairs of characters only tell that they may."""

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import islice
from operator import or_

import numpy as np
from django.db.models import Q, Value
from django.db.models.functions import StrIndex

from search.analysis.spellings import says
from search.index.columns import Columns
from search.models import Indexed
from search.query.matching import Mask, Score
from search.query.plan import Plan

# The database looks through so many of the best, so many at once; through so many of those in which
# it finds nothing we look for other ways to write the phrase. What comes after them is believed.
MOST, SOME, COMPARED = 20_000, 2_000, 10_000
# Where a phrase may stand; the database looks through the first two.
ANYWHERE = ("title", "text", "number", "within", "department", "answer")
IN_TITLES = ("title",)
# A phrase of one pair of characters stands in a row by itself.
PAIR = 2


def exactly(
    plan: Plan,
    places: Mask,
    scores: Score,
    columns: Columns,
    *,
    in_titles: bool = False,
) -> Mask:
    """Return the places whose entries say all quoted phrases of a plan in a row; `in_titles`: in
    their titles.

    So must the issuer of a number, unless nobody says that: it may have more than the issuer in it.
    """
    issuer = plan.number.issuer if plan.number else ""
    quoted = [group.said for group in plan.groups if group.exact and group.said != issuer]
    held = _held(quoted, places, scores, columns, in_titles=in_titles)
    issued = _held([issuer], held, scores, columns, in_titles=False)
    return issued if issued.any() else held


def _held(
    phrases: Sequence[str], places: Mask, scores: Score, columns: Columns, *, in_titles: bool
) -> Mask:
    phrases = [phrase for phrase in phrases if len(phrase) > PAIR]
    if not phrases or not places.any():
        return places
    best = np.flatnonzero(places)
    best = best[np.argsort(-scores[best], kind="stable")][:MOST]
    numbers = {columns.number(int(place)): int(place) for place in best}
    doubtful = _doubtful(phrases, list(numbers), IN_TITLES if in_titles else ANYWHERE)
    held = places.copy()
    for number, phrase, told in islice(doubtful, COMPARED):
        if not any(says(each, phrase) for each in told):
            held[numbers[number]] = False
    return held


def _doubtful(
    phrases: Sequence[str], numbers: Sequence[int], fields: Sequence[str]
) -> Iterator[tuple[int, str, Sequence[str]]]:
    """Yield what does not say a phrase as it is compared, the best first by portions."""
    for at in range(0, len(numbers), SOME):
        entries = Indexed.objects.filter(id__in=numbers[at : at + SOME])
        for phrase in phrases:
            # Most say it so, and the database finds that out by itself.
            where = {f"in_{name}": StrIndex(name, Value(phrase)) for name in fields[:2]}
            said = reduce(or_, (Q(**{f"{name}__gt": 0}) for name in where))
            rest = entries.annotate(**where).exclude(said)
            for number, *told in rest.values_list("id", *fields):
                yield number, phrase, told
