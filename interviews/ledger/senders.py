"""Where questions come from, without keeping addresses.

An address becomes a keyed hash with another key every day, and the hash is forgotten after a
week: enough to notice a thousand questions from one place, too little to know whose it was.
"""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from interviews.models import Question, TopicVote, Vote

KEPT = timedelta(days=7)
UNKNOWN = 20
"""Whoever has no known address counts as one sender, whose limits are so many times wider."""


def mark_of(address: str, now: datetime | None = None) -> str:
    """Return the hash of an IP address for a day, or "" for none."""
    if not address:
        return ""
    day = timezone.localdate(now)
    return salted_hmac(f"interviews.sender.{day}", address, algorithm="sha256").hexdigest()


def forget(now: datetime | None = None) -> int:
    """Forget the hashes of questions and votes older than a week; return how many."""
    end = (now or timezone.now()) - KEPT
    questions = Question.objects.filter(submitted_at__lt=end).exclude(sender="")
    votes = [model.objects.filter(at__lt=end).exclude(sender="") for model in (Vote, TopicVote)]
    return sum(rows.update(sender="") for rows in (questions, *votes))
