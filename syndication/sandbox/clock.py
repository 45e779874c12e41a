"""The sandbox's clock: the real one plus what tests have advanced it by."""

import time
from datetime import datetime
from zoneinfo import ZoneInfo

from syndication.sandbox.models import Setting

BEIJING = ZoneInfo("Asia/Shanghai")
_OFFSET = "clock_offset"
_offset: float | None = None


def now() -> float:
    """Return the moment, in seconds since 1970."""
    global _offset
    if _offset is None:
        row = Setting.objects.filter(name=_OFFSET).first()
        _offset = float(row.value) if row else 0.0
    return time.time() + _offset


def advance(seconds: float) -> None:
    global _offset
    now()
    _offset = (_offset or 0.0) + seconds
    Setting.objects.update_or_create(name=_OFFSET, defaults={"value": _offset})


def forget() -> None:
    """Read the offset again when it is next needed."""
    global _offset
    _offset = None


def local(moment: float) -> datetime:
    return datetime.fromtimestamp(moment, BEIJING)


def day(moment: float) -> str:
    """Quotas are daily, in Beijing time."""
    return local(moment).strftime("%Y-%m-%d")


def month(moment: float) -> str:
    return local(moment).strftime("%Y-%m")


def hour(moment: float) -> str:
    return local(moment).strftime("%Y-%m-%dT%H")


def minute(moment: float) -> str:
    return local(moment).strftime("%Y-%m-%dT%H:%M")
