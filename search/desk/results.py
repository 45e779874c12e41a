"""Objects that match a query, out of those that a queryset has."""

from collections import Counter, OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import Model, QuerySet
from django.utils import timezone
from modelsearch.backends.base import (
    BaseSearchQueryCompiler,
    BaseSearchResults,
    FilterFieldError,
)  # fmt: skip
from modelsearch.utils import get_descendant_models

from findable import Facet
from search.desk.asking import Answer, Asking, is_everything
from search.desk.keys import keys_at
from search.index.columns import Columns, columns_of
from search.models.index import Shelf
from search.query.candidates import Candidate
from search.query.matching import ENOUGH, Mask
from search.query.ranking import TITLES, rank
from search.query.rows import Rows

# Up to so many keys are sent to the database; if more match, it sends the keys of all it has.
FEW = 2_000


@dataclass(frozen=True)
class Leading:
    """Primary keys of all that is found, best first, and the scores of those that were ranked."""

    keys: Sequence[Any]
    scores: dict[Any, float]


class DeskQueryCompiler(BaseSearchQueryCompiler):
    """What a query finds in its queryset. The queryset decides what there is; the index, what of
    it matches and in which order. What it found is the same for all slices of its results.
    """

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    UNFINISHED = False

    @property
    def asks_for_everything(self) -> bool:
        return is_everything(self.query)

    @property
    def ordered(self) -> QuerySet:
        """The queryset in an order that does not change from page to page."""
        if self.queryset.query.order_by or self.queryset.query.extra_order_by:
            return self.queryset
        return self.queryset.order_by("-pk")

    @cached_property
    def found(self) -> Leading:
        columns = self._columns
        answer = self._answer(columns)
        admitted = self._admitted(columns, answer.places)
        if int(admitted.sum()) < min(ENOUGH, int(answer.places.sum())):
            # What is closest to the words among what the queryset has may be something else than
            # what is closest among all.
            columns = replace(columns, live=self._admitted(columns, columns.live))
            answer = self._answer(columns)
            admitted = answer.places
        if not self.order_by_relevance:
            keys = keys_at(columns, np.flatnonzero(admitted))
            return Leading(list(rows_among(self.ordered, keys, "pk")), {})
        return _ranked(columns, answer, admitted)

    @cached_property
    def _columns(self) -> Columns:
        """The picture of the shelf, in which only objects of the queryset's model are live."""
        columns = columns_of(Shelf.DESK)
        labels = {model._meta.label_lower for model in get_descendant_models(self.queryset.model)}
        values = columns.values[Facet.COLUMN]
        codes = [code for code, label in enumerate(values) if label in labels]
        return replace(columns, live=columns.live & np.isin(columns.codes[Facet.COLUMN], codes))

    def _answer(self, columns: Columns) -> Answer:
        # Other fields than the title are not kept apart.
        in_titles = self.fields is not None and set(self.fields) == {"title"}
        asking = Asking(columns, in_titles=in_titles, unfinished=self.UNFINISHED)
        return asking.answer(self.query, ranked=self.order_by_relevance)

    def _admitted(self, columns: Columns, places: Mask) -> Mask:
        """Return those of some places whose objects the queryset has."""
        numbers = np.flatnonzero(places)
        keys = keys_at(columns, numbers)
        has = set(rows_among(self.queryset.order_by(), keys, "pk"))
        admitted = np.zeros(columns.size, bool)
        admitted[numbers] = np.fromiter((key in has for key in keys), bool, len(keys))
        return admitted


class DeskAutocompleteQueryCompiler(DeskQueryCompiler):
    UNFINISHED = True


class DeskSearchResults(BaseSearchResults):
    supports_facet = True

    def _do_search(self) -> Iterator[Model]:
        compiler = self.query_compiler
        if compiler.asks_for_everything:
            yield from compiler.ordered[self.start : self.stop]
            return
        keys = compiler.found.keys[self.start : self.stop]
        for at in range(0, len(keys), FEW):
            some = keys[at : at + FEW]
            things = {thing.pk: thing for thing in compiler.queryset.filter(pk__in=some)}
            for key in some:
                if key in things:  # else it was deleted a moment ago
                    if self._score_field:
                        score = compiler.found.scores.get(key, 0.0)
                        setattr(things[key], self._score_field, score)
                    yield things[key]

    def _do_count(self) -> int:
        compiler = self.query_compiler
        if compiler.asks_for_everything:
            return compiler.queryset[self.start : self.stop].count()
        return len(compiler.found.keys[self.start : self.stop])

    def facet(self, field_name: str) -> "OrderedDict[Any, int]":
        """Return how many of all results have each value of a field, most first."""
        compiler = self.query_compiler
        model = compiler.queryset.model
        if compiler._get_filterable_field(field_name) is None:
            raise FilterFieldError(
                f'Cannot facet search results with field "{field_name}". Please add '
                f'index.FilterField("{field_name}") to {model.__name__}.search_fields.',
                field_name=field_name,
            )
        queryset = compiler.queryset.order_by()
        if compiler.asks_for_everything:
            values = queryset.values_list(field_name, flat=True)
        else:
            values = rows_among(queryset, compiler.found.keys, field_name)
        return OrderedDict(Counter(values).most_common())


def rows_among(queryset: QuerySet, keys: Sequence[Any], field: str) -> Iterator[Any]:
    """Yield a field of those objects of a queryset that have one of some keys, each once, in the
    queryset's order.
    """
    if len(keys) <= FEW:
        queryset = queryset.filter(pk__in=keys)
    wanted = set(keys)
    for key, value in queryset.prefetch_related(None).values_list("pk", field):
        if key in wanted:
            wanted.remove(key)
            yield value


def _ranked(columns: Columns, answer: Answer, places: Mask) -> Leading:
    """Put what was meant before what was guessed, each by its titles and texts, then the latest."""
    numbers = np.flatnonzero(places)
    scores = np.round(answer.scores[numbers], 4)
    guessed = answer.guessed[numbers]
    numbers = numbers[np.lexsort((-numbers, -columns.days[numbers], -scores, guessed))]
    head = [
        Candidate(
            columns.number(int(at)),
            float(answer.scores[at]),
            guessed=bool(answer.guessed[at]),
            whole=bool(answer.whole[at]),
        )
        for at in numbers[:TITLES]
    ]
    place = {each.id: int(at) for each, at in zip(head, numbers, strict=False)}
    ranked = rank(answer.plan, answer.weights, head, timezone.localdate(), Rows())
    ranked.sort(key=lambda each: each.guessed)
    leading = np.array([place[each.id] for each in ranked], np.intp)
    keys = keys_at(columns, np.concatenate([leading, numbers[TITLES:]]))
    return Leading(keys, {key: each.score for key, each in zip(keys, ranked, strict=False)})
