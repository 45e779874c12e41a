"""Approved questions in public and the whole ledger, in few queries whatever its length."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.db.models.query import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from interviews.asking.shown import Told, told
from interviews.ledger.counting import Counts, counts_of
from interviews.ledger.kinds import Moderation, Outcome, Reason
from interviews.models import Question, Sitting

PER_PAGE = 20
ON_THE_PAGE = 5
"""How many of the most wanted are on the interview's own page."""

VOTES, NEWEST, NUMBER = "votes", "newest", "number"
ORDERS: Mapping[str, tuple[Any, ...]] = {
    VOTES: ("-votes", "number"),
    NEWEST: ("-number",),
    NUMBER: ("number",),
}
ORDER_LABELS = {
    VOTES: _("most wanted first"),
    NEWEST: _("newest questions first"),
    NUMBER: _("in the order of numbers"),
}
SHOWN, LEDGER = "", "all"
KINDS = {
    SHOWN: _("questions shown"),
    "open": _("not answered yet"),
    **{outcome.value: outcome.label for outcome in Outcome},
    LEDGER: _("the whole ledger"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a citizen wants to see; what makes no sense shows the usual."""

    kind: str = SHOWN
    order: str = VOTES

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        kind, order = asked.get("kind", ""), asked.get("order", "")
        return cls(kind if kind in KINDS else SHOWN, order if order in ORDERS else VOTES)

    def query(self, **instead: str) -> str:
        values = {"kind": self.kind, "order": self.order} | instead
        usual = {"kind": SHOWN, "order": VOTES}
        said = {name: value for name, value in values.items() if value != usual[name]}
        return urlencode(said)

    def applied(self, questions: "QuerySet[Question]") -> "QuerySet[Question]":
        """Return the questions wanted. Those of the ledger whose words are not shown keep their
        number and outcome: nothing that was submitted disappears.
        """
        if self.kind == "open":
            questions = questions.filter(moderation=Moderation.APPROVED, outcome="")
        elif self.kind == SHOWN:
            # Merged ones stand at the question that they were merged into, declined ones apart.
            questions = questions.filter(moderation=Moderation.APPROVED).exclude(
                outcome__in=[Outcome.MERGED, Outcome.DECLINED]
            )
        elif self.kind != LEDGER:
            questions = questions.filter(outcome=self.kind)
        return questions.order_by(*ORDERS[self.order])


@dataclass
class Row:
    """A question as it is listed; its words only if they were approved."""

    question: Question
    told: Told
    takes_votes: bool

    @cached_property
    def words(self) -> str:
        return self.question.shown_text if self.question.is_approved else ""


def questions_of(sitting: Sitting) -> "QuerySet[Question]":
    """Return the questions of an interview with all that is shown of them, in one query."""
    return (
        Question.objects.filter(sitting=sitting.pk)
        .select_related("answered_in", "merged_into")
        .annotate(followers=Count("merged"))
        .defer("text")
    )


def page_of(sitting: Sitting, wanted: Wanted, number: str | None, page_url: str) -> Page:
    """Return one page of rows; a number that makes no sense shows the nearest page."""
    plain = wanted.applied(Question.objects.filter(sitting=sitting.pk))
    paginator = Paginator(plain.values_list("pk", flat=True), PER_PAGE)
    page = paginator.get_page(number)
    # Counting followers of ten thousand questions to show twenty would take long.
    found = questions_of(sitting).in_bulk(list(page.object_list))
    page.object_list = rows(sitting, [found[key] for key in page.object_list], page_url)
    page.numbers = list(paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    return page


def rows(sitting: Sitting, questions: list[Question], page_url: str) -> list[Row]:
    is_open = sitting.stands.takes_questions
    made = []
    for question in questions:
        question.sitting = sitting
        takes_votes = (
            is_open and question.is_approved and question.outcome in ("", Outcome.PROMISED)
        )
        made.append(Row(question, told(question, page_url), takes_votes))
    return made


@dataclass(frozen=True)
class OnThePage:
    """What the interview's own page shows of its questions."""

    rows: list[Row]
    counts: Counts
    more: int


def on_the_page(sitting: Sitting, page_url: str, counts: Counts | None = None) -> OnThePage:
    """Return the most wanted questions: one query, and another if they have not been counted."""
    wanted = Wanted()
    first = wanted.applied(Question.objects.filter(sitting=sitting.pk)).values("pk")[:ON_THE_PAGE]
    found = wanted.applied(questions_of(sitting).filter(pk__in=first))
    counts = counts or counts_of(sitting)
    shown = rows(sitting, list(found), page_url)
    return OnThePage(shown, counts, max(0, counts.shown - len(shown)))


def declined_by_reason(sitting: Sitting) -> list[tuple[str, int]]:
    """Return the reasons for which questions were not answered, with how many each."""
    counted = (
        Question.objects.filter(sitting=sitting.pk, outcome=Outcome.DECLINED)
        .order_by()
        .values_list("declined_because")
        .annotate(number=Count("pk"))
        .order_by("-number", "declined_because")
    )
    return [(str(Reason(reason).label), number) for reason, number in counted]
