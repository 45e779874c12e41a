"""Housekeeping by the worker."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from pagecache.models import Change

# Far longer than anything is kept (`store.MOST_SECONDS`), and than any transaction takes.
KEPT = timedelta(days=1)
SOME = 5_000


@shared_task(name="pagecache.forget_changes")
def forget_changes() -> int:
    """Delete what every process has long read; return how many rows. May be run at any time."""
    forgotten = 0
    while True:
        old = Change.objects.filter(at__lt=timezone.now() - KEPT).order_by("pk")
        keys = list(old.values_list("pk", flat=True)[:SOME])
        if not keys:
            return forgotten
        forgotten += Change.objects.filter(pk__in=keys).delete()[0]
