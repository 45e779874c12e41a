"""Giving a question its outcome: the one place that writes the columns the database watches."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from interviews.ledger.history import write
from interviews.ledger.kinds import Act, Outcome
from interviews.models import Question
from interviews.models.question import DETAILS


def give(
    question: Question,
    outcome: Outcome,
    value: Any,
    by: AbstractBaseUser | None,
    detail: Mapping[str, Any],
) -> None:
    """Give a question this outcome in place of whatever it had. The sitting must be locked."""
    _clear(question)
    question.outcome = outcome
    setattr(question, DETAILS[outcome][0], value)
    question.settled_at = timezone.now()
    question.save()
    write(question, Act(outcome.value), by, detail, question.settled_at)


def take_away(question: Question, by: AbstractBaseUser | None, detail: Mapping[str, Any]) -> None:
    """Leave a question without an outcome again."""
    _clear(question)
    question.save()
    write(question, Act.REOPENED, by, detail)


def _clear(question: Question) -> None:
    question.outcome, question.settled_at = "", None
    for column, empty in DETAILS.values():
        setattr(question, column, empty)
