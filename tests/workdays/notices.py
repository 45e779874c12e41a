"""A notice of the data file as the calendar takes it."""

from datetime import date
from typing import Any

from workdays.calendar import Arrangement


def arrangement(notice: dict[str, Any]) -> Arrangement:
    day = date.fromisoformat
    return Arrangement(
        notice["year"],
        tuple((name, day(first), day(last)) for name, first, last in notice["holidays"]),
        tuple((name, day(when)) for name, when in notice["swapped"]),
    )
