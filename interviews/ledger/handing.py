"""Handing questions to the host: `Question.for_host` is the place on the screen in the studio.

They stand there in the order in which they were handed over (`console.telling`, by `for_host`).
What is merged or declined afterwards is no longer there, and comes back to its place when that is
undone.
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Max
from django.utils.translation import gettext as _

from interviews.access import MODERATE, require
from interviews.ledger.history import write
from interviews.ledger.kinds import Act, Outcome
from interviews.models import Question
from interviews.refusals import Refused
from interviews.sittings import locked

User = AbstractBaseUser | None


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
