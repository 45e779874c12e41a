"""Counting calls against what a platform allows in a day or an hour."""

from django.db.models import F

from syndication.sandbox.models import Count


def count(owner: str, name: str, period: str) -> int:
    """Count one call more; return how many there have been in the period."""
    row, _ = Count.objects.get_or_create(owner=owner, name=name, period=period)
    Count.objects.filter(pk=row.pk).update(number=F("number") + 1)
    return row.number + 1
