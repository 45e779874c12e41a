"""What results can be narrowed by, with how many each choice would leave, as links."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.utils.functional import Promise

from findable import Facet
from search.public.asking import MOST_CHOSEN, Search
from search.public.naming import FACETS, called
from search.query.finding import Count, Found

# Shown at once, and at all.
AT_ONCE, AT_MOST = 6, 60


@dataclass(frozen=True, slots=True)
class Choice:
    """One value; `query` chooses it, or leaves it again if it is chosen."""

    label: str | Promise
    number: int
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One facet: what is shown at once, and what is behind "more"."""

    name: str
    label: str | Promise
    choices: Sequence[Choice]
    more: Sequence[Choice]
    # The query that leaves this facet open; empty if it is.
    anything: str


@dataclass(frozen=True, slots=True)
class Chosen:
    facet: str | Promise
    label: str | Promise
    without: str


def narrowings(search: Search, found: Found) -> Iterator[Narrowing]:
    """Yield every facet that has something to choose between, or to leave."""
    for facet, label in FACETS.items():
        own = search.chosen.get(facet, ())
        counts = _counts(facet, found.counts.get(facet, ()), own)
        if len(counts) < 2 and not own:
            continue
        choices = [_choice(search, facet, each) for each in counts]
        yield Narrowing(
            name=facet.value,
            label=label,
            choices=choices[: max(AT_ONCE, len(own))],
            more=choices[max(AT_ONCE, len(own)) :],
            anything=search.widened(facet).query if own else "",
        )


def chosen(search: Search) -> Iterator[Chosen]:
    """Yield what the results are narrowed by."""
    for facet, values in search.chosen.items():
        for value in values:
            without = search.widened(facet, value).query
            yield Chosen(FACETS[facet], called(facet, value), without)


def _counts(facet: Facet, counts: Sequence[Count], own: Sequence[str]) -> list[Count]:
    """Return the counts in the order shown: what is chosen first, and if nothing has it, too."""
    if facet == Facet.YEAR:
        counts = sorted(counts, key=attrgetter("value"), reverse=True)
    numbers = {each.value: each for each in counts}
    first = [numbers.get(value) or Count(value, 0) for value in own]
    return [*first, *(each for each in counts if each.value not in own)][:AT_MOST]


def _choice(search: Search, facet: Facet, count: Count) -> Choice:
    own = search.chosen.get(facet, ())
    is_chosen = count.value in own
    if is_chosen:
        towards = search.widened(facet, count.value)
    else:
        full = len(own) >= MOST_CHOSEN
        towards = search.widened(facet) if full else search
        towards = towards.narrowed(facet, count.value)
    return Choice(called(facet, count.value), count.number, towards.query, is_chosen)
