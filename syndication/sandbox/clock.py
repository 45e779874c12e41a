"""The sandbox's time: the real one, moved forward at will."""

import time
from datetime import UTC, datetime, timedelta, timezone

from syndication.sandbox.models import Clock

BEIJING = timezone(timedelta(hours=8))


def now() -> float:
    """Return seconds since 1970."""
    return time.time() + (Clock.objects.values_list("ahead", flat=True).first() or 0)


def advance(seconds: float) -> None:
    clock = Clock.objects.first() or Clock()
    clock.ahead += seconds
    clock.save()


def beijing(moment: float) -> datetime:
    return datetime.fromtimestamp(moment, UTC).astimezone(BEIJING)


def day() -> str:
    return f"{beijing(now()):%Y-%m-%d}"


def hour() -> str:
    return f"{beijing(now()):%Y-%m-%dT%H}"
