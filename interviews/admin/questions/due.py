"""Answers that are promised, with the working days that are left; late ones first."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models.query import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.access import MODERATE, sittings_for
from interviews.ledger.kinds import Outcome
from interviews.ledger.promising import days_left
from interviews.models import Question
from workdays.reading import current_calendar

SOON = 1
"""Working days before the last one at which an answer begins to be urgent."""


@dataclass(frozen=True, slots=True)
class Promised:
    question: Question
    left: int

    @property
    def tone(self) -> str:
        if self.left < 0:
            return "late"
        return "due" if self.left <= SOON else "in_time"

    @property
    def words(self) -> str:
        if self.left < 0:
            return ngettext(
                "%(number)d working day late", "%(number)d working days late", -self.left
            ) % {"number": -self.left}
        if self.left == 0:
            return _("due today")
        return ngettext(
            "%(number)d working day left", "%(number)d working days left", self.left
        ) % {"number": self.left}


def promised_to_answer(user: AbstractBaseUser) -> "QuerySet[Question]":
    """Return the promises of all interviews that somebody moderates, the earliest first.

    They stay until they are answered, whatever the interview's state.
    """
    return (
        Question.objects.filter(
            outcome=Outcome.PROMISED, sitting__in=sittings_for(user, MODERATE).values("pk")
        )
        .select_related("sitting__page")
        .defer("text")
        .order_by("promised_on", "pk")
    )


def counted(questions: "list[Question]", today: date | None = None) -> list[Promised]:
    calendar, today = current_calendar(), today or timezone.localdate()
    return [
        Promised(question, days_left(calendar, question.promised_on, today))
        for question in questions
    ]
