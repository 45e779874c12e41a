"""The account book of calls: counted before they leave, asked before they are made."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from syndication.channels.meters import Meters, Urgency
from syndication.models import Account, CallTally


@dataclass(frozen=True, slots=True)
class Reading:
    """One meter today: `limit` is None where the platform has not told it."""

    name: str
    used: int
    limit: int | None
    used_up: bool = False

    @property
    def left(self) -> int | None:
        if self.used_up:
            return 0
        return None if self.limit is None else max(0, self.limit - self.used)


class Ledger:
    """One account's meters.

    A limit that nobody has confirmed (`Account.quotas`, filled from the platform at binding)
    is not enforced: an account may have more than the documented number. What the platform
    then refuses is believed for the rest of the window.
    """

    def __init__(self, account: Account, meters: Meters) -> None:
        self.account = account
        self.meters = meters

    def count(self, *names: str) -> None:
        """Count a call that is about to leave."""
        for name in names:
            meter = self.meters.get(name)
            if meter is None:
                continue
            row = {"account": self.account, "meter": name, "window": self._window(name)}
            if not CallTally.objects.filter(**row).update(used=F("used") + 1):
                CallTally.objects.get_or_create(**row)
                CallTally.objects.filter(**row).update(used=F("used") + 1)

    def exhaust(self, name: str) -> None:
        """Believe the platform that there are no more of these in this window."""
        if name in self.meters:
            CallTally.objects.update_or_create(
                account=self.account,
                meter=name,
                window=self._window(name),
                defaults={"used_up": True},
            )

    def wait_for(self, names: Iterable[str], urgency: Urgency) -> float:
        """Return the seconds until these calls may all be made; 0 if they may now."""
        metered = [name for name in names if name in self.meters]
        if not metered:
            return 0
        now = timezone.now()
        waits = [
            self.meters[reading.name].window.seconds_left(now)
            for reading in self.readings(metered)
            if reading.used_up or self._beyond(reading, urgency)
        ]
        return max(waits, default=0)

    def readings(self, names: Iterable[str] | None = None) -> list[Reading]:
        """Return what was used of each meter in its present window, in one query."""
        names = list(self.meters) if names is None else list(names)
        rows = {
            (row.meter, row.window): row
            for row in CallTally.objects.filter(
                account=self.account,
                meter__in=names,
                window__in={self._window(name) for name in names},
            )
        }
        readings = []
        for name in names:
            row = rows.get((name, self._window(name)))
            limit = self.account.quotas.get(name)
            used, used_up = (row.used, row.used_up) if row else (0, False)
            readings.append(Reading(name, used, limit, used_up))
        return readings

    def _beyond(self, reading: Reading, urgency: Urgency) -> bool:
        if reading.limit is None:
            return False
        return reading.used >= self.meters[reading.name].allowance(reading.limit, urgency)

    def _window(self, name: str) -> str:
        return self.meters[name].window.key(timezone.now())
