"""Giving questions their outcome: the one place that writes the columns the database watches."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from interviews.hints import say_changed
from interviews.ledger.history import ruling_on
from interviews.ledger.kinds import Act, Outcome
from interviews.models import Question, Ruling
from interviews.models.question import DETAILS

COLUMNS = [
    "outcome", "settled_at", "explanation", *(column for column, _empty in DETAILS.values()),
]  # fmt: skip
AT_ONCE = 500

User = AbstractBaseUser | None


def give(
    question: Question,
    outcome: Outcome,
    value: Any,
    by: User,
    detail: Mapping[str, Any],
    explanation: str = "",
) -> None:
    """Give a question this outcome in place of whatever it had. The sitting must be locked."""
    give_all([question], outcome, value, by, detail, explanation)


def give_all(
    questions: Sequence[Question],
    outcome: Outcome,
    value: Any,
    by: User,
    detail: Mapping[str, Any],
    explanation: str = "",
) -> None:
    """Give many questions one outcome, in a few queries. The sitting must be locked."""
    now = timezone.now()
    rulings = []
    for question in questions:
        before = {"before": kept(question)} if question.outcome else {}
        _set(question, outcome, value, explanation)
        question.settled_at = now
        rulings.append(ruling_on(question, Act(outcome.value), by, {**detail, **before}, now))
    _write(questions, rulings)


def take_away(question: Question, by: User, detail: Mapping[str, Any]) -> None:
    """Leave a question without an outcome again."""
    take_away_all([question], by, detail)


def take_away_all(questions: Sequence[Question], by: User, detail: Mapping[str, Any]) -> None:
    for question in questions:
        _clear(question)
    _write(questions, [ruling_on(each, Act.REOPENED, by, detail) for each in questions])


def kept(question: Question) -> dict[str, Any]:
    """Return a question's outcome as JSON-able data, from which `bring_back` makes it again."""
    column, _empty = DETAILS[Outcome(question.outcome)]
    value = getattr(question, Question._meta.get_field(column).attname)
    return {
        "outcome": question.outcome,
        "value": value.isoformat() if isinstance(value, date) else value,
        "explanation": question.explanation,
    }


def bring_back(question: Question, before: Mapping[str, Any], by: User) -> None:
    """Give a question the outcome again that `kept` kept."""
    outcome = Outcome(before["outcome"])
    field = Question._meta.get_field(DETAILS[outcome][0])
    value = before["value"]
    if field.is_relation:
        value = field.related_model.objects.get(pk=value)
    give(question, outcome, field.to_python(value) if not field.is_relation else value, by,
         {"again": True}, before["explanation"])  # fmt: skip


def _write(questions: Sequence[Question], rulings: Sequence[Ruling]) -> None:
    Question.objects.bulk_update(questions, COLUMNS, batch_size=AT_ONCE)
    Ruling.objects.bulk_create(rulings, batch_size=AT_ONCE)
    if questions:
        say_changed(questions[0].sitting)


def _set(question: Question, outcome: Outcome, value: Any, explanation: str) -> None:
    _clear(question)
    question.outcome, question.explanation = outcome, explanation
    setattr(question, DETAILS[outcome][0], value)


def _clear(question: Question) -> None:
    question.outcome, question.settled_at, question.explanation = "", None, ""
    for column, empty in DETAILS.values():
        setattr(question, column, empty)
