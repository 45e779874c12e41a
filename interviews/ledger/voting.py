"""Support of questions: one vote a voter, as far as that can be known without accounts.

Who a voter is, and what slows down one who throws cookies away, is in `interviews.voters`.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from interviews.ledger import senders
from interviews.ledger.kinds import Outcome
from interviews.models import Question, Vote
from interviews.refusals import Refused
from interviews.voters import brake, hash_of

MOST_FROM_ONE_ADDRESS = 5
"""Votes for one question from one address in a day."""


def support(
    question: Question, voter: str, *, address: str = "", now: datetime | None = None
) -> bool:
    """Count a vote; return whether it is a new one. Raises Refused.

    The question's row is held, so that one voter's double click counts once.
    """
    now = now or timezone.now()
    with transaction.atomic():
        held = _held(question)
        if Vote.objects.filter(question=held, voter=hash_of(voter)).exists():
            return False
        sender = senders.mark_of(address, now)
        brake(
            Vote.objects.filter(question=held), sender, MOST_FROM_ONE_ADDRESS,
            _("This question has been supported from your network several times today."),
        )  # fmt: skip
        Vote.objects.create(question=held, voter=hash_of(voter), sender=sender, at=now)
        Question.objects.filter(pk=held.pk).update(votes=F("votes") + 1)
    question.refresh_from_db(fields=["votes"])
    return True


def take_back(question: Question, voter: str) -> bool:
    """Take a vote back; return whether there was one."""
    with transaction.atomic():
        held = _held(question)
        gone, _rows = Vote.objects.filter(question=held, voter=hash_of(voter)).delete()
        if gone:
            Question.objects.filter(pk=held.pk).update(votes=F("votes") - 1)
    question.refresh_from_db(fields=["votes"])
    return bool(gone)


def has_voted(question: Question, voter: str) -> bool:
    return bool(voter) and Vote.objects.filter(question=question, voter=hash_of(voter)).exists()


def takes_votes(question: Question) -> bool:
    """Only what the public can see, and is still open, can be supported."""
    return (
        question.is_approved
        and question.outcome in ("", Outcome.PROMISED)
        and question.sitting.stands.takes_questions
    )


def _held(question: Question) -> Question:
    held = Question.objects.select_for_update(of=("self",)).select_related("sitting")
    held = held.get(pk=question.pk)
    if not takes_votes(held):
        raise Refused(_("This question cannot be supported now."), code="closed")
    return held
