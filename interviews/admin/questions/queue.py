"""The queue: near duplicates together, pending ones first, at the same few queries for any number.

A line of the queue is a group (`Question.group`) of which at least one question is wanted.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Min, Q, Sum, Window
from django.db.models.functions import RowNumber
from django.db.models.query import QuerySet
from django.utils.translation import gettext_lazy as _

from interviews.ledger.kinds import Moderation, Outcome
from interviews.models import Question, Sitting

PER_PAGE = 25
MOST_OF_A_GROUP = 4
"""How many of a group are shown in the queue; all of them are one click away."""

PENDING = "pending"
TABS: Mapping[str, tuple[Any, Q]] = {
    PENDING: (_("waiting for moderation"), Q(moderation=Moderation.PENDING, outcome="")),
    "open": (_("shown, without an outcome"), Q(moderation=Moderation.APPROVED, outcome="")),
    "host": (
        _("on the host's screen"),
        Q(for_host__isnull=False) & ~Q(outcome__in=[Outcome.MERGED, Outcome.DECLINED]),
    ),
    **{outcome.value: (outcome.label, Q(outcome=outcome)) for outcome in Outcome},
    "all": (_("all questions"), Q()),
}
ORDERS = {
    "first": (_("in the order of arrival"), ("first",)),
    "votes": (_("most wanted first"), ("-wanted", "first")),
    "size": (_("largest groups first"), ("-size", "first")),
}


@dataclass(frozen=True)
class Narrowing:
    """What a moderator wants to see; values that make no sense show the usual."""

    tab: str = PENDING
    order: str = "first"
    q: str = ""
    group: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        tab, order, group = (asked.get(name, "") for name in ("tab", "order", "group"))
        return cls(
            tab if tab in TABS else PENDING,
            order if order in ORDERS else "first",
            asked.get("q", "").strip()[:100],
            group if group.isdecimal() and len(group) < 10 else "",
        )

    def query(self, **instead: str) -> str:
        usual = {each.name: each.default for each in fields(self)}
        values = {name: getattr(self, name) for name in usual} | instead
        return urlencode({name: value for name, value in values.items() if value != usual[name]})

    def applied(self, questions: "QuerySet[Question]") -> "QuerySet[Question]":
        questions = questions.filter(TABS[self.tab][1])
        if self.group:
            questions = questions.filter(group=int(self.group))
        for word in unicodedata.normalize("NFKC", self.q).split()[:8]:
            found = Q(text__icontains=word) | Q(shown_text__icontains=word)
            found |= Q(nickname__icontains=word)
            if word.lstrip("#").isdecimal() and len(word) < 10:
                found |= Q(number=int(word.lstrip("#")))
            questions = questions.filter(found)
        return questions


@dataclass
class Line:
    """A group in the queue: its first questions, how many are wanted of it, and their votes."""

    group: int
    size: int
    votes: int
    questions: list[Question] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        return self.size > 1

    @property
    def more(self) -> int:
        return self.size - len(self.questions)


def page_of(sitting: Sitting, narrowing: Narrowing, number: str | None) -> Page:
    """Return one page of lines, in three queries."""
    wanted = narrowing.applied(Question.objects.filter(sitting=sitting)).order_by()
    groups = (
        wanted.values("group")
        .annotate(size=Count("pk"), wanted=Sum("votes"), first=Min("number"))
        .order_by(*ORDERS[narrowing.order][1])
    )
    paginator = _Groups(groups, PER_PAGE)
    paginator.counted = wanted
    page = paginator.get_page(number)
    lines = {row["group"]: Line(row["group"], row["size"], row["wanted"]) for row in page}
    for question in _members(wanted, lines, everything=bool(narrowing.group)):
        question.sitting = sitting
        lines[question.group].questions.append(question)
    page.object_list = list(lines.values())
    page.numbers = list(paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    return page


def _members(
    wanted: "QuerySet[Question]", groups: Mapping[int, Line], *, everything: bool
) -> "QuerySet[Question]":
    """Return the first questions of each group, the most wanted first."""
    found = wanted.filter(group__in=list(groups)).select_related("answered_in", "merged_into")
    in_order = [F("votes").desc(), F("number").asc()]
    if everything:
        return found.order_by(*in_order)[:500]
    place = Window(RowNumber(), partition_by=F("group"), order_by=in_order)
    return found.annotate(place=place).filter(place__lte=MOST_OF_A_GROUP).order_by(*in_order)


class _Groups(Paginator):
    """Counts groups without making them first."""

    counted: "QuerySet[Question]"

    @property
    def count(self) -> int:
        if not hasattr(self, "_count"):
            self._count = self.counted.aggregate(number=Count("group", distinct=True))["number"]
        return self._count


def tab_counts(sitting: Sitting) -> dict[str, int]:
    """Return how many questions are under each tab, in one query."""
    counted = {
        f"of_{name}": Count("pk", filter=condition) if condition else Count("pk")
        for name, (_label, condition) in TABS.items()
    }
    found = Question.objects.filter(sitting=sitting).aggregate(**counted)
    return {name: found[f"of_{name}"] for name in TABS}
