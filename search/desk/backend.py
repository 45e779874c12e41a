"""The backend that `WAGTAILSEARCH_BACKENDS` names, and the index it writes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from modelsearch.backends.base import BaseIndex, BaseSearchBackend
from modelsearch.index import class_is_indexed
from wagtail.search import index

from findable import Entry
from search.desk.entries import entry_of, owner_of
from search.desk.results import (
    DeskAutocompleteQueryCompiler,
    DeskQueryCompiler,
    DeskSearchResults,
)  # fmt: skip
from search.index.preparing import SOME, in_pieces
from search.index.writing import store
from search.models import Indexed
from search.models.index import Shelf


class DeskIndex(BaseIndex):
    """The desk's shelf of the index, holding one entry for each object that Wagtail indexes."""

    def add_items(self, model: type[Model], items: Iterable[index.Indexed]) -> None:
        # What is in the index already need not be indexed.
        if class_is_indexed(model) and not issubclass(model, Indexed):
            self._store({owner_of(item): [entry_of(item)] for item in items})

    def delete_item(self, item: Model) -> None:
        """Take an object out when it is gone for good. Its results went with it already."""
        taken_out = partial(self._store, {owner_of(item): []})
        transaction.on_commit(taken_out, robust=True)

    @staticmethod
    def _store(offered: dict[str, Sequence[Entry]]) -> None:
        store(offered, Shelf.DESK)

    def reset(self) -> None:
        """Take everything out; the room it took is made free by the next rebuild."""
        there = Indexed.objects.filter(shelf=Shelf.DESK).values_list("owner", flat=True)
        for some in in_pieces(there.distinct()):
            self._store(dict.fromkeys(some, ()))

    def drop_what_is_gone(self) -> None:
        """Take out whatever is no object that is to be indexed any more."""
        rows = Indexed.objects.filter(shelf=Shelf.DESK).order_by("id")
        last = -1
        while some := rows.filter(id__gt=last).values_list("id", "owner", "column")[:SOME]:
            last = some[len(some) - 1][0]
            owners: dict[str, dict[str, str]] = defaultdict(dict)
            for _number, owner, label in some:
                owners[label][owner.partition(":")[2]] = owner
            gone = [owner for label, own in owners.items() for owner in _gone(label, own)]
            self._store(dict.fromkeys(gone, ()))


def _gone(label: str, owners: dict[str, str]) -> Iterable[str]:
    try:
        model = apps.get_model(label)
    except LookupError:
        return owners.values()
    if not class_is_indexed(model):
        return owners.values()
    there = model.get_indexed_objects().filter(pk__in=list(owners)).values_list("pk", flat=True)
    known = set(map(str, there))
    return [owner for key, owner in owners.items() if key not in known]


class DeskRebuilder:
    """Writes every object anew in place: what has not changed costs a comparison, and whoever
    searches meanwhile finds everything.
    """

    def __init__(self, index: DeskIndex) -> None:
        self._index = index

    def start(self) -> DeskIndex:
        return self._index

    def finish(self) -> None:
        self._index.drop_what_is_gone()


class DeskSearchBackend(BaseSearchBackend):
    query_compiler_class = DeskQueryCompiler
    autocomplete_query_compiler_class = DeskAutocompleteQueryCompiler
    results_class = DeskSearchResults
    index_class = DeskIndex
    rebuilder_class = DeskRebuilder


SearchBackend = DeskSearchBackend
