"""Queries answered by a backend of Wagtail's search, in the same form as by our own engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText, SearchQuery

from findable import FACETS, Facet
from search.query.finding import REACHABLE, Asked, Count, Found, Hit
from search.query.plan import Plan
from search.through_wagtail.asking import entries, narrowing, queries_of

# The name in `WAGTAILSEARCH_BACKENDS`.
BACKEND = "public"
_SCORE = "backend_score"


@dataclass(frozen=True, slots=True)
class ThroughWagtail:
    """A backend by its name in the settings or its dotted path, and whether we cut words for it.

    Without our cutting it is what Wagtail does by itself; its index must have been fed likewise.
    """

    backend: str = BACKEND
    cuts: bool = True

    def find(self, asked: Asked) -> Found:
        """Answer a query: one search, one count, and one count of values for each facet."""
        chosen = {facet: narrowing(facet, values) for facet, values in asked.chosen.items()}
        for query in self._queries(asked.plan, in_titles=asked.in_titles):
            results = self._search(query, asked, chosen)
            if total := results.count():
                return self._found(query, asked, chosen, results, total)
        return Found()

    def _queries(self, plan: Plan, *, in_titles: bool) -> list[SearchQuery]:
        if not plan:
            return []
        if self.cuts:
            return queries_of(plan, in_titles=in_titles)
        # Wagtail's backends for databases stumble over these two.
        plain = plan.said.replace("\0", " ").replace('"', " ")
        return [PlainText(plain)]

    def _search(self, query: SearchQuery, asked: Asked, chosen: Mapping[Facet, Q]) -> Any:
        backend = get_search_backend(self.backend)
        there = entries()
        for condition in chosen.values():
            there = there.filter(condition)
        if asked.newest_first:
            # PostgreSQL would put what has no date first; OpenSearch takes no expressions.
            expressions = backend.query_compiler_class.HANDLES_ORDER_BY_EXPRESSIONS
            newest = F("day").desc(nulls_last=True) if expressions else "-day"
            there = there.order_by(newest, "-id")
        fields = ["title"] if asked.in_titles and not self.cuts else None
        return backend.search(
            query, there, fields=fields, order_by_relevance=not asked.newest_first
        )

    def _found(
        self,
        query: SearchQuery,
        asked: Asked,
        chosen: Mapping[Facet, Q],
        results: Any,
        total: int,
    ) -> Found:
        pages = -(-min(total, REACHABLE) // asked.per_page)
        page = min(max(asked.page, 1), pages)
        end = page * asked.per_page
        leading = results.annotate_score(_SCORE)[end - asked.per_page : end]
        return Found(
            total=total,
            hits=tuple(Hit(entry, float(getattr(entry, _SCORE) or 0)) for entry in leading),
            counts={facet: self._counts(facet, query, asked, chosen) for facet in FACETS},
            page=page,
            pages=pages,
        )

    def _counts(
        self, facet: Facet, query: SearchQuery, asked: Asked, chosen: Mapping[Facet, Q]
    ) -> tuple[Count, ...]:
        others = {other: condition for other, condition in chosen.items() if other != facet}
        values = self._search(query, asked, others).facet(facet.value)
        counts = [Count(str(value), number) for value, number in values.items() if value]
        return tuple(sorted(counts, key=lambda count: (-count.number, count.value)))


def find(asked: Asked, today: date | None = None) -> Found:
    """Answer a query through the backend in the settings. Its ranking knows no today."""
    return ThroughWagtail(cuts=settings.SEARCH_CUTS).find(asked)
