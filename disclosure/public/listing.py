"""A list of powers, narrowed and in pages, at the same small number of queries for any length."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.db.models.query import QuerySet

from disclosure.causes import State
from disclosure.fields import Form, Label

if TYPE_CHECKING:
    from disclosure.models import PowerItem

PER_PAGE = 30
MOST_ANSWERS = 40


@dataclass(frozen=True)
class Narrowing:
    """What a citizen asked for; unknown values find nothing, and say so."""

    q: str = ""
    kind: str = ""
    level: str = ""
    body: str = ""
    state: str = State.IN_FORCE

    # The questions that are answered by a column, and which column that is.
    CHOICES: ClassVar[Mapping[str, str]] = {"kind": "kind", "level": "level", "body": "body"}

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        values = {name: asked.get(name, "").strip()[:120] for name in ("q", *cls.CHOICES)}
        state = asked.get("state", "")
        return cls(**values, state=state if state in [*State.values, "all"] else State.IN_FORCE)

    def applied(self, items: "QuerySet[PowerItem]", *, but: str = "") -> "QuerySet[PowerItem]":
        """Return the powers asked for; `but` names the one question that is left open."""
        if self.state != "all" and but != "state":
            items = items.filter(state=self.state)
        for name, column in self.CHOICES.items():
            if getattr(self, name) and name != but:
                items = items.filter(**{column: getattr(self, name)})
        for word in unicodedata.normalize("NFKC", self.q).lower().split()[:8]:
            items = items.filter(words__contains=word)
        return items

    def query(self, **instead: str) -> str:
        """Return this narrowing as the query of an address, with some values changed."""
        values = {each.name: getattr(self, each.name) for each in fields(self)} | instead
        said = {name: value for name, value in values.items() if value and value != State.IN_FORCE}
        return urlencode(said)


@dataclass(frozen=True)
class Facet:
    """One question with its answers: (value, label, number, query)."""

    name: str
    label: Label
    chosen: str
    anything: str
    """The query that leaves this question open."""
    answers: list[tuple[str, Label, int, str]]


def page_of(items: "QuerySet[PowerItem]", narrowing: Narrowing, number: str | None) -> Page:
    return in_pages(narrowing.applied(items.select_related("newest")), number)


def in_pages(rows: QuerySet[Any], number: str | None) -> Page:
    page = Paginator(rows, PER_PAGE).get_page(number)
    page.numbers = list(page.paginator.get_elided_page_range(page.number, on_each_side=2))
    return page


def facets(items: "QuerySet[PowerItem]", narrowing: Narrowing, form: Form) -> list[Facet]:
    """Return each question with what is left of the list for each of its answers."""
    labels = {name: form.label_of_column(name) for name in (*narrowing.CHOICES, "state")}
    found = (facet(items, narrowing, name, label) for name, label in labels.items())
    return [each for each in found if each]


def facet(
    items: "QuerySet[PowerItem]",
    narrowing: Narrowing,
    name: str,
    label: Label,
    called: Iterable[tuple[str, Label]] = State.choices,
) -> Facet | None:
    """Return one question; None where there is nothing to choose. `called` names its values."""
    column = narrowing.CHOICES.get(name, name)
    counts = (
        narrowing.applied(items.order_by(), but=name)
        .exclude(**{column: ""})
        .values_list(column)
        .annotate(number=Count("pk"))
        .order_by("-number", column)
    )
    chosen = getattr(narrowing, name)
    names = dict(called)
    answers = [
        (value, names.get(value, value), number, narrowing.query(**{name: value}))
        for value, number in counts[:MOST_ANSWERS]
    ]
    if len(answers) < 2 and not chosen:
        return None
    return Facet(name, label, chosen, narrowing.query(**{name: ""}), answers)


def measures(said: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the measures of a national entry, each with its authority and what is local to it."""
    names = ("measures", "body", "local_measures")
    columns = [said.get(name, "").split("\n\n") for name in names]
    length = len(columns[0])
    if length < 2 or any(len(each) != length for each in columns if each != [""]):
        return []
    return list(zip(*(each if each != [""] else [""] * length for each in columns), strict=True))
