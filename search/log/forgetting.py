"""What is forgotten: what one person asked, soon; everything, in the end."""

from datetime import date, timedelta

from django.db.models import Max
from django.utils import timezone

from search.log.limits import SEVERAL, limit
from search.models import ClickDay, QueryDay


def forget(today: date | None = None) -> int:
    """Delete what is too old, and what is rare and not new; return how many rows of queries.

    A query that one person asked may say who that is: a name, an address, a complaint.
    """
    today = today or timezone.localdate()
    old = today - timedelta(days=limit("kept_days"))
    recent = today - timedelta(days=limit("rare_days"))
    shared = (
        QueryDay.objects.values("said")
        .annotate(together=Max("askers"))
        .filter(together__gte=SEVERAL)
    ).values("said")
    gone = QueryDay.objects.filter(day__lt=old).delete()[0]
    gone += QueryDay.objects.filter(day__lt=recent).exclude(said__in=shared).delete()[0]
    ClickDay.objects.filter(day__lt=recent).exclude(
        said__in=QueryDay.objects.values("said")
    ).delete()
    ClickDay.objects.filter(day__lt=old).delete()
    return gone
