"""The day by which an answer is promised: five working days, counted and explained."""

from datetime import date

from workdays.calendar import Calendar, Counted
from workdays.reading import current_calendar

DAYS = 5


def deadline(start: date, days: int = DAYS) -> Counted:
    """Return the count of working days that begins after `start`."""
    return current_calendar().add(start, days)


def days_left(calendar: Calendar, promised_on: date, today: date) -> int:
    """Return the working days until an answer is due, 0 on the last one, below 0 when it is late.

    A promise that ends on a day off is late on the next working day.
    """
    if promised_on >= today:
        return calendar.number_between(today, promised_on)
    return -calendar.number_between(promised_on, today)
