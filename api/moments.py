"""Moments as they are written in answers: RFC 3339, in the portal's time zone, to the second."""

from datetime import date, datetime

from django.utils import timezone


def written(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None


def day(each: date | None) -> str | None:
    return each.isoformat() if each else None
