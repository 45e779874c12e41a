"""Who votes, as far as that can be known without accounts.

A voter is the number in a cookie that is set with the first vote; its keyed hash is kept. The
address, hashed as `ledger.senders` does it, is a brake: a household or an office may vote, a script
that throws its cookie away may not go on for long.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models.query import QuerySet
from django.utils.crypto import salted_hmac

from interviews.ledger.senders import UNKNOWN
from interviews.refusals import Refused

if TYPE_CHECKING:
    from interviews.models.votes import Cast


def hash_of(voter: str) -> str:
    return salted_hmac("interviews.voter", voter, algorithm="sha256").hexdigest()


def brake(votes: "QuerySet[Cast]", sender: str, most: int, words: str, now: datetime) -> None:
    """Raise Refused with these words if so many votes came from one sender within a day.

    Whoever has no known address counts as one sender with wider limits (`senders.UNKNOWN`).
    """
    # Marks are of one day; what was forgotten since is of an earlier one.
    same = votes.filter(sender=sender, at__gte=now - timedelta(days=1))
    if same.count() >= most * (1 if sender else UNKNOWN):
        raise Refused(words, code="network")
