"""How many questions and votes are taken from one address, and for one interview.

Counted in the shared cache by the hash of an address (`ledger.senders`), in windows of fixed
length; no address is kept. One address is often a whole office or a mobile network's exit, so
that the limits are wide; `INTERVIEW_LIMITS` changes them.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache

from interviews.ledger import senders
from interviews.models import Sitting

MINUTE = 60
# What is counted: how many, in how many seconds.
USUAL: Mapping[str, tuple[int, int]] = {
    "questions_of_address": (10, 10 * MINUTE),
    "questions_of_interview": (3000, MINUTE),
    "votes_of_address": (60, 10 * MINUTE),
}


@dataclass(frozen=True, slots=True)
class TooMany:
    """Which limit was reached, and in how many seconds more will be taken."""

    limit: str
    most: int
    window: int
    wait: int

    @property
    def minutes(self) -> int:
        """How long to wait, in whole minutes."""
        return -(-self.wait // MINUTE)

    @property
    def is_of_address(self) -> bool:
        return self.limit.endswith("of_address")


def count_question(sitting: Sitting, address: str) -> TooMany | None:
    """Count a question that is about to be taken; return the limit that stands against it."""
    of_address = _count_address("questions_of_address", address)
    return of_address or _count("questions_of_interview", str(sitting.pk))


def count_vote(address: str) -> TooMany | None:
    return _count_address("votes_of_address", address)


def _count_address(limit: str, address: str) -> TooMany | None:
    if address:
        return _count(limit, senders.mark_of(address))
    return _count(limit, "unknown", senders.UNKNOWN)


def _count(limit: str, of: str, times: int = 1) -> TooMany | None:
    most, window = settings.INTERVIEW_LIMITS.get(limit, USUAL[limit])
    most *= times
    now = int(time.time())
    key = f"interviews:{limit}:{of}:{now // window}"
    cache.add(key, 0, window)
    try:
        number = cache.incr(key)
    except ValueError:
        # Thrown out between the two lines.
        number = 1
    return TooMany(limit, most, window, window - now % window) if number > most else None
