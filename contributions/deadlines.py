"""Until when an offer should be answered, in working days (`workdays`)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.conf import settings
from django.utils import timezone

from workdays.calendar import Calendar
from workdays.reading import current_calendar

USUAL = 3


def answered_within() -> int:
    """Return how many working days the main site has (CONTRIBUTIONS_ANSWER_DAYS)."""
    return int(getattr(settings, "CONTRIBUTIONS_ANSWER_DAYS", USUAL))


@dataclass
class Deadlines:
    """Deadlines as of a day; the calendar is read once."""

    today: date
    within: int

    @classmethod
    def now(cls) -> "Deadlines":
        return cls(timezone.localdate(), answered_within())

    @cached_property
    def calendar(self) -> Calendar:
        return current_calendar()

    def waited(self, offered_at: datetime) -> int:
        """Return the working days since an offer, the day itself not counted."""
        start = min(timezone.localdate(offered_at), self.today)
        return self.calendar.number_between(start, self.today)

    def is_late(self, offered_at: datetime) -> bool:
        return self.waited(offered_at) > self.within

    @cached_property
    def late_before(self) -> datetime:
        """Return the moment before which an offer that is open now is late."""
        start = self.today
        while self.calendar.number_between(start, self.today) <= self.within:
            start -= timedelta(days=1)
        return timezone.make_aware(datetime.combine(start + timedelta(days=1), time()))
