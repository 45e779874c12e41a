"""Celery tasks of disclosure."""

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from disclosure.documents import turning

DAY = 24 * 3600


@shared_task
def tell_what_turned() -> None:
    """Once on every day, say which documents became something else by a day that has come."""
    today = timezone.localdate()
    key = f"disclosure-turned-{today}"
    if cache.get(key):
        return
    turning.tell_anew(turning.turned(today))
    cache.set(key, True, DAY)
