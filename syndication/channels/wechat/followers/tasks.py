"""Celery tasks for followers. Each holds only an id, may run twice, and may be lost."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from syndication.channels.wechat.followers import menu_keeping
from syndication.models import FollowerPush

# The platform repeats a push within seconds, and older ones are refused (callback.MAX_AGE).
REMEMBERED = timedelta(hours=1)


@shared_task
def tend_menu(menu_id: int) -> None:
    menu_keeping.tend(menu_id)


@shared_task
def tend_menus() -> None:
    """Find the menus whose task was lost, put off, or whose platform should be looked at."""
    for menu_id in menu_keeping.to_tend().values_list("pk", flat=True):
        tend_menu.delay(menu_id)


@shared_task
def forget_pushes() -> None:
    FollowerPush.objects.filter(received_at__lt=timezone.now() - REMEMBERED).delete()
