"""Support of questions: one vote a voter, as far as that can be known without accounts.

A voter is the number in a cookie that is set with the first vote; its keyed hash is kept. The
address, hashed as `senders` does it, is a brake: a household or an office may vote, a script that
throws its cookie away may not go on for long.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from interviews.ledger import senders
from interviews.ledger.kinds import Outcome
from interviews.models import Question, Vote
from interviews.refusals import Refused

MOST_FROM_ONE_ADDRESS = 5
"""Votes for one question from one address in a day."""


def hash_of(voter: str) -> str:
    return salted_hmac("interviews.voter", voter, algorithm="sha256").hexdigest()


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
        # Marks are of one day; what was forgotten since is of an earlier one.
        same = Vote.objects.filter(question=held, sender=sender, at__gte=now - timedelta(days=1))
        if same.count() >= MOST_FROM_ONE_ADDRESS * (1 if sender else senders.UNKNOWN):
            raise Refused(
                _("This question has been supported from your network several times today."),
                code="network",
            )
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
