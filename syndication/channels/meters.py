"""What platforms count, and how much of it may be used for what."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise


class Urgency(enum.IntEnum):
    """Withdrawals, corrections and looking for lost posts may use everything."""

    READING = 0
    NORMAL = 1
    URGENT = 2


class Window(enum.StrEnum):
    DAY = "day"
    HOUR = "hour"
    MONTH = "month"

    def key(self, moment: datetime) -> str:
        """Return the name of the window a moment lies in. Platforms count by Beijing's clock."""
        local = timezone.localtime(moment)
        match self:
            case Window.DAY:
                return f"{local:%Y-%m-%d}"
            case Window.HOUR:
                return f"{local:%Y-%m-%dT%H}"
        return f"{local:%Y-%m}"

    def seconds_left(self, moment: datetime) -> float:
        """Return the time to a minute after the window's end."""
        local = timezone.localtime(moment)
        end = local.replace(minute=1, second=0, microsecond=0)
        match self:
            case Window.DAY:
                end = end.replace(hour=0) + timedelta(days=1)
            case Window.HOUR:
                end += timedelta(hours=1)
            case Window.MONTH:
                end = (end.replace(hour=0, day=1) + timedelta(days=32)).replace(day=1)
        return (end - local).total_seconds()


@dataclass(frozen=True, slots=True)
class Meter:
    """One counter of a platform.

    `usual` is the documented limit of a new account. `reserve` is kept for what is urgent;
    `readings` is the part that reading back may use (None: no part of its own). `label` tells an
    administrator what is counted.
    """

    usual: int
    window: Window = Window.DAY
    reserve: int = 0
    readings: int | None = None
    label: Promise | str = ""

    def allowance(self, limit: int, urgency: Urgency) -> int:
        """Return how many of `limit` calls may be made for something of this urgency."""
        match urgency:
            case Urgency.URGENT:
                return limit
            case Urgency.NORMAL:
                return limit - min(self.reserve, limit // 20)
        share = limit if self.readings is None else self.readings * limit // self.usual
        return min(share, self.allowance(limit, Urgency.NORMAL))


Meters = Mapping[str, Meter]
