"""Handing questions to the host: which ones stand on the screen in the studio, in which order.

`handed` is what the console reads. What is merged or declined afterwards is no longer there, and
comes back to its place when that is undone.
"""

from collections.abc import Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Max
from django.db.models.query import QuerySet
from django.utils.translation import gettext as _

from interviews.access import MODERATE, require
from interviews.ledger.history import write
from interviews.ledger.kinds import Act, Moderation, Outcome
from interviews.models import Question, Sitting
from interviews.refusals import Refused
from interviews.sittings import locked

User = AbstractBaseUser | None


def handed(sitting: Sitting) -> "QuerySet[Question]":
    """Return the questions on the host's screen, in their order, answered ones included."""
    return (
        Question.objects.filter(
            sitting=sitting.pk, for_host__isnull=False, moderation=Moderation.APPROVED
        )
        .exclude(outcome__in=[Outcome.MERGED, Outcome.DECLINED])
        .order_by("for_host", "number")
    )


def hand(question: Question, by: User) -> None:
    """Put a question at the end of the host's screen. Raises Refused or NotAllowed."""
    with locked(question.sitting) as sitting:
        require(by, MODERATE, sitting)
        question.refresh_from_db()
        if not question.is_approved or question.outcome in (Outcome.MERGED, Outcome.DECLINED):
            raise Refused(
                _("Question %(number)d is not shown; approve it first.")
                % {"number": question.number},
                code="not_approved",
            )
        if question.for_host is None:
            last = sitting.questions.aggregate(last=Max("for_host"))["last"] or 0
            question.for_host = last + 1
            question.save(update_fields=["for_host"])
            write(question, Act.HANDED, by, {})


def take(question: Question, by: User) -> None:
    """Take a question off the host's screen."""
    with locked(question.sitting) as sitting:
        require(by, MODERATE, sitting)
        question.refresh_from_db()
        if question.for_host is not None:
            write(question, Act.TAKEN, by, {"place": question.for_host})
            question.for_host = None
            question.save(update_fields=["for_host"])


def move(question: Question, before: Question | None, by: User) -> None:
    """Put a question that is on the host's screen before another one there, or at the end."""
    with locked(question.sitting) as sitting:
        require(by, MODERATE, sitting)
        rest = list(handed(sitting).exclude(pk=question.pk))
        at = rest.index(before) if before in rest else len(rest)
        _number([*rest[:at], question, *rest[at:]])
    question.refresh_from_db()


def _number(questions: Sequence[Question]) -> None:
    for place, question in enumerate(questions, 1):
        Question.objects.filter(pk=question.pk).exclude(for_host=place).update(for_host=place)
