"""What is asked, in the words of Wagtail's search."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import ExtractYear
from wagtail.search.query import And, Or, Phrase, PlainText, SearchQuery

from findable import Facet
from search.models import Offered
from search.models.index import Shelf
from search.query.plan import Alternative, Group, Plan
from search.through_wagtail.tokens import in_title, number_token, tokens


def queries_of(plan: Plan, *, in_titles: bool) -> list[SearchQuery]:
    """Return how a plan is asked: for all of it, and, if nothing has that, for any of it."""
    parts = [_group(group, in_titles=in_titles) for group in plan.groups]
    if plan.number:
        parts.append(PlainText(number_token(plan.number.term)))
    return [And(parts), Or(parts)] if len(parts) > 1 else parts


def _group(group: Group, *, in_titles: bool) -> SearchQuery:
    ways = [_way(way, exact=group.exact, in_titles=in_titles) for way in group.alternatives]
    return Or(ways) if len(ways) > 1 else ways[0]


def _way(way: Alternative, *, exact: bool, in_titles: bool) -> SearchQuery:
    words = tokens(" ".join(way.words))
    words = in_title(words) if in_titles else words
    return Phrase(words) if exact else PlainText(words, operator="and")


def entries(shelf: Shelf = Shelf.PUBLIC) -> QuerySet[Offered]:
    """Return what is looked through: every entry of a shelf, with its year."""
    return Offered.objects.filter(shelf=shelf).annotate(year=ExtractYear("day"))


def narrowing(facet: Facet, values: Sequence[str]) -> Q:
    """Return what an entry must meet to have one of some values of a facet."""
    if facet != Facet.YEAR:
        return Q(**{f"{facet}__in": list(values)})
    met = Q(pk__in=[])
    for value in values:
        if value.isdecimal() and 1 <= int(value) <= 9999:
            year = int(value)
            met |= Q(day__range=(date(year, 1, 1), date(year, 12, 31)))
    return met
