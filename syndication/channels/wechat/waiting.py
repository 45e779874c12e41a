"""When to ask an official account again, and how far its clock may be from ours."""

from datetime import datetime, timedelta

from syndication.models import Account
from syndication.timing import timing

# Clocks differ, and an answer may have been long on its way.
SLACK = timedelta(seconds=120)


def wait(account: Account, asked: int) -> float:
    """Return the seconds until a result is asked for, for the `asked`-th time (from 0)."""
    limits = timing()
    waits = limits.asks_if_called_back if account.called_back_at else limits.asks
    return waits[min(asked, len(waits) - 1)]


def is_since(update_time: int | str, since: datetime) -> bool:
    """Whether something of the platform's `update_time` can have been made `since` then."""
    return int(update_time) >= (since - SLACK).timestamp()
