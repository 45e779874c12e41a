"""How the questions of an interview stand, in one query."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.query import QuerySet

from interviews.ledger.kinds import Moderation, Outcome
from interviews.models import Question, Sitting


@dataclass(frozen=True, slots=True)
class Counts:
    """Every question submitted is in exactly one of the five from `answered` to `blank`.

    `shown` are the approved ones that are answered or may be: neither merged nor declined.
    """

    submitted: int
    approved: int
    answered: int
    merged: int
    promised: int
    declined: int
    blank: int
    shown: int


def counts_of(sitting: Sitting) -> Counts:
    def having(**condition: str) -> Count:
        return Count("pk", filter=Q(**condition))

    return Counts(
        **Question.objects.filter(sitting=sitting.pk).aggregate(
            submitted=Count("pk"),
            approved=having(moderation=Moderation.APPROVED),
            answered=having(outcome=Outcome.ANSWERED),
            merged=having(outcome=Outcome.MERGED),
            promised=having(outcome=Outcome.PROMISED),
            declined=having(outcome=Outcome.DECLINED),
            blank=having(outcome=""),
            shown=Count(
                "pk",
                filter=Q(moderation=Moderation.APPROVED)
                & ~Q(outcome__in=[Outcome.MERGED, Outcome.DECLINED]),
            ),
        )
    )


def left_if_ended_now(sitting: Sitting) -> "QuerySet[Question]":
    """Return the questions that would be left without an outcome, most wanted first."""
    return Question.objects.filter(sitting=sitting.pk, outcome="").order_by("-votes", "number")
