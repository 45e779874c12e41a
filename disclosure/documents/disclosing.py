"""Twenty working days from the day a document was made to the day it is public.

政府信息公开条例 (State Council order 711) art. 26.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from workdays.calendar import Calendar, Counted

WORKING_DAYS = 20
SOON = 5
"""Working days before its end at which a deadline is shown."""


@dataclass(frozen=True, slots=True)
class Late:
    """A document that is not public though it should be, or will soon have to be."""

    document: Any
    counted: Counted
    working_days: int
    """Working days that are left, or below zero, that it is late by."""


def late_documents(documents: Any, calendar: Calendar, today: date) -> list[Late]:
    """Return the drafts that never were public and are due, the latest first."""
    drafts = documents.filter(
        first_published_at=None, live=False, written_on__isnull=False
    ).select_related("organ")
    found = []
    for document in drafts:
        counted = calendar.add(document.written_on, WORKING_DAYS)
        left = left_until(counted.end, calendar, today)
        if left <= SOON:
            found.append(Late(document, counted, left))
    return sorted(found, key=lambda each: each.working_days)


def left_until(end: date, calendar: Calendar, today: date) -> int:
    if today > end:
        return -calendar.number_between(end, today)
    return calendar.number_between(today, end)
