"""A person's answer to a query that is owed one."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from search.models import OwedQuery, SearchTask

State, Answer = OwedQuery.State, OwedQuery.Answer
DONE = (Answer.BEST_BET, Answer.SYNONYM, Answer.PUBLISHED)
DECLINED = (Answer.NOT_OURS, Answer.NOT_PUBLIC, Answer.MEANINGLESS)
# What a person may choose; nobody observes by hand.
CHOICES = [(each.value, each.label) for each in (*DONE, *DECLINED)]


@transaction.atomic
def settle(query: OwedQuery, answer: str, by: AbstractBaseUser) -> None:
    """Settle a query. What a department declines as not its own goes to the main editors.

    Raises ValueError for an answer that nobody can give.
    """
    if answer not in (*DONE, *DECLINED):
        raise ValueError(f"no such answer: {answer!r}")
    if answer == Answer.NOT_OURS and query.task.department:
        _hand_over(query)
    query.state = State.DONE if answer in DONE else State.DECLINED
    query.answer, query.settled_by, query.settled_at = answer, by, timezone.now()
    query.save()


def reopen(query: OwedQuery) -> None:
    """Take an answer back."""
    query.state, query.answer = State.OPEN, ""
    query.settled_by = query.settled_at = None
    query.save()


def _hand_over(query: OwedQuery) -> None:
    task, _is_new = SearchTask.objects.get_or_create(week=query.task.week, department="")
    task.queries.get_or_create(
        said=query.said,
        defaults={
            "trouble": query.trouble,
            "asked": query.asked,
            "askers": query.askers,
        },
    )
