"""Where questions come from, without keeping addresses.

An address becomes a keyed hash with another key every day, and the hash is forgotten after a
week: enough to notice a thousand questions from one place, too little to know whose it was.
"""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from interviews.models import Question

KEPT = timedelta(days=7)


def mark_of(address: str, now: datetime | None = None) -> str:
    """Return the hash of an IP address for a day, or "" for none."""
    if not address:
        return ""
    day = timezone.localdate(now)
    return salted_hmac(f"interviews.sender.{day}", address, algorithm="sha256").hexdigest()


def forget(now: datetime | None = None) -> int:
    """Forget the hashes of questions older than a week; return how many."""
    old = Question.objects.filter(submitted_at__lt=(now or timezone.now()) - KEPT)
    return old.exclude(sender="").update(sender="")
