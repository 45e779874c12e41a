"""A list of powers, narrowed and in pages, at the same small number of queries for any length."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.apps import apps
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.db.models.query import QuerySet
from wagtail.models import Page as WagtailPage

from disclosure.causes import State

if TYPE_CHECKING:
    from disclosure.models import PowerItem, PowerListPage

PER_PAGE = 30
CHOICES = ("kind", "level", "body")


@dataclass(frozen=True)
class Narrowing:
    """What a citizen asked for; unknown values find nothing, and say so."""

    q: str = ""
    kind: str = ""
    level: str = ""
    body: str = ""
    state: str = State.IN_FORCE

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Narrowing":
        values = {name: asked.get(name, "").strip()[:120] for name in ("q", *CHOICES)}
        state = asked.get("state", "")
        return cls(**values, state=state if state in [*State.values, "all"] else State.IN_FORCE)

    def applied(self, items: "QuerySet[PowerItem]", *, but: str = "") -> "QuerySet[PowerItem]":
        """Return the powers asked for; `but` names the one question that is left open."""
        if self.state != "all" and but != "state":
            items = items.filter(state=self.state)
        for name in CHOICES:
            if getattr(self, name) and name != but:
                items = items.filter(**{name: getattr(self, name)})
        for word in unicodedata.normalize("NFKC", self.q).lower().split()[:8]:
            items = items.filter(words__contains=word)
        return items

    def query(self, **instead: str) -> str:
        """Return this narrowing as the query of an address, with some values changed."""
        values = {name: getattr(self, name) for name in ("q", *CHOICES, "state")} | instead
        said = {name: value for name, value in values.items() if value and value != State.IN_FORCE}
        return urlencode(said)


@dataclass(frozen=True)
class Facet:
    """One question with its answers: (value, label, count, query of the address)."""

    name: str
    chosen: str
    anything: str
    """The query that leaves this question open."""
    answers: list[tuple[str, str, int, str]]


def lists_below(index: WagtailPage) -> "QuerySet[PowerListPage]":
    """Return the lists of all departments with the number of powers in force."""
    lists = apps.get_model("disclosure", "PowerListPage").objects.child_of(index).live().public()
    in_force = Count("items", filter=Q(items__state=State.IN_FORCE))
    return lists.select_related("organ").annotate(powers=in_force).order_by("path")


def page_of(power_list: "PowerListPage", narrowing: Narrowing, number: str | None) -> Page:
    items = narrowing.applied(power_list.items.select_related("newest"))
    page = Paginator(items, PER_PAGE).get_page(number)
    page.numbers = list(page.paginator.get_elided_page_range(page.number, on_each_side=2))
    return page


def facets(power_list: "PowerListPage", narrowing: Narrowing) -> list[Facet]:
    """Return each question with what is left of the list for each of its answers."""
    found = []
    for name in (*CHOICES, "state"):
        counts = (
            narrowing.applied(power_list.items.order_by(), but=name)
            .exclude(**{name: ""})
            .values_list(name)
            .annotate(number=Count("pk"))
            .order_by("-number", name)
        )
        chosen = getattr(narrowing, name)
        labels = dict(State.choices) if name == "state" else {}
        answers = [
            (value, labels.get(value, value), number, narrowing.query(**{name: value}))
            for value, number in counts[:40]
        ]
        if len(answers) > 1 or chosen:
            found.append(Facet(name, chosen, narrowing.query(**{name: ""}), answers))
    return found
