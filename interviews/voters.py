"""Who votes, as far as that can be known without accounts.

A voter is the number in a cookie that is set with the first vote; its keyed hash is kept. The
address, hashed as `ledger.senders` does it, is a brake: a household or an office may vote, a script
that throws its cookie away may not go on for long.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models.query import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from interviews.ledger import senders
from interviews.refusals import Refused

if TYPE_CHECKING:
    from interviews.models.votes import Cast

DAY = timedelta(days=1)


def hash_of(voter: str) -> str:
    return salted_hmac("interviews.voter", voter, algorithm="sha256").hexdigest()


def brake(votes: "QuerySet[Cast]", sender: str, most: int, words: str) -> None:
    """Raise Refused with these words if so many of the votes came from one sender already.

    Those of a day whose address is not known came from one, too, a large one.
    """
    same = votes.filter(sender=sender)
    if not sender:
        # Without older ones, whose senders were forgotten.
        same, most = same.filter(at__gte=timezone.now() - DAY), most * senders.UNKNOWN
    if same.count() >= most:
        raise Refused(words, code="network")
