"""Which days are worked in China, and how deadlines in working days are counted.

Holidays and the weekend days worked in exchange (调休上班) are arranged for one year at a time by
a notice of the State Council's office. A year without a notice has its weekends only, and every
answer that touches such a year says so. Pure: no database, no clock.
"""

import enum
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

SATURDAY = 5
MOST_DAYS = 10_000
"""More working days than any rule grants; a larger number is a mistake."""


class Why(enum.StrEnum):
    """Why a day is worked or not."""

    WEEKDAY = "weekday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    SWAPPED = "swapped"


@dataclass(frozen=True, slots=True)
class Day:
    """A day, whether it is worked, and why; `name` is the holiday it has to do with."""

    date: date
    why: Why
    name: str = ""
    is_known: bool = True
    """Whether a notice arranges this year; without one only weekends are known."""

    @property
    def is_worked(self) -> bool:
        return self.why in (Why.WEEKDAY, Why.SWAPPED)


@dataclass(frozen=True, slots=True)
class Counted:
    """A count of working days: of the days after `start` up to and with `end`, `worked` are."""

    start: date
    end: date
    worked: int
    days: tuple[Day, ...] = field(repr=False)
    """Every day after `start` up to and with `end`."""

    @property
    def years_unknown(self) -> list[int]:
        return sorted({day.date.year for day in self.days if not day.is_known})


@dataclass(frozen=True)
class Calendar:
    """Days off and days worked in exchange, by their date, with the holiday's name; and the years
    that notices arrange.
    """

    holidays: Mapping[date, str] = field(default_factory=dict)
    swapped: Mapping[date, str] = field(default_factory=dict)
    years: frozenset[int] = frozenset()

    def day(self, date: date) -> Day:
        """Tell whether a day is worked, and why."""
        known = date.year in self.years
        if date in self.swapped:
            return Day(date, Why.SWAPPED, self.swapped[date], known)
        if date in self.holidays:
            return Day(date, Why.HOLIDAY, self.holidays[date], known)
        return Day(date, Why.WEEKEND if _is_weekend(date) else Why.WEEKDAY, "", known)

    def add(self, start: date, number: int) -> Counted:
        """Return the day on which a deadline of `number` working days ends.

        The day it starts on is not counted (民法典 art. 201). Raises ValueError for less than
        none and for more than MOST_DAYS.
        """
        if not 0 <= number <= MOST_DAYS:
            raise ValueError(f"{number} is no number of working days")
        days: list[Day] = []
        worked, date = 0, start
        while worked < number:
            date += timedelta(days=1)
            days.append(self.day(date))
            worked += days[-1].is_worked
        return Counted(start, date, number, tuple(days))

    def between(self, start: date, end: date) -> Counted:
        """Count the working days after `start` up to and with `end`. Raises ValueError."""
        number = self.number_between(start, end)
        days = (self.day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
        return Counted(start, end, number, tuple(days))

    def number_between(self, start: date, end: date) -> int:
        """Return how many working days there are after `start` up to and with `end`.

        Takes the same short time however far apart they are. Raises ValueError if `end` comes
        first.
        """
        if end < start:
            raise ValueError(f"{end} comes before {start}")
        return (
            _weekdays_to(end)
            - _weekdays_to(start)
            - _within(self._weekdays_off, start, end)
            + _within(self._weekends_on, start, end)
        )

    @cached_property
    def _weekdays_off(self) -> list[date]:
        return sorted(
            day for day in self.holidays if not _is_weekend(day) and day not in self.swapped
        )

    @cached_property
    def _weekends_on(self) -> list[date]:
        return sorted(filter(_is_weekend, self.swapped))


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What one notice says for one year: stretches of days off, and weekend days worked."""

    year: int
    holidays: tuple[tuple[str, date, date], ...] = ()
    """Name, first and last day."""
    swapped: tuple[tuple[str, date], ...] = ()


def calendar_of(arrangements: Iterable[Arrangement]) -> Calendar:
    """Put notices together in the order they were issued: of two on one day, the later counts."""
    holidays: dict[date, str] = {}
    swapped: dict[date, str] = {}
    years = set()
    for notice in arrangements:
        years.add(notice.year)
        for name, first, last in notice.holidays:
            for number in range((last - first).days + 1):
                day = first + timedelta(days=number)
                holidays[day] = name
                swapped.pop(day, None)
        for name, day in notice.swapped:
            swapped[day] = name
            holidays.pop(day, None)
    return Calendar(holidays, swapped, frozenset(years))


def _is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def _weekdays_to(day: date) -> int:
    """Return how many Mondays to Fridays there were from 1 January 0001, a Monday, to a day."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * SATURDAY + min(rest, SATURDAY)


def _within(days: list[date], start: date, end: date) -> int:
    return max(0, bisect_right(days, end) - bisect_right(days, start))
