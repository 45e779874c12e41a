"""The day by which an answer is promised: five working days, counted and explained."""

from datetime import date

from workdays.calendar import Counted
from workdays.reading import current_calendar

DAYS = 5


def deadline(start: date, days: int = DAYS) -> Counted:
    """Return the count of working days that begins after `start`."""
    return current_calendar().add(start, days)
