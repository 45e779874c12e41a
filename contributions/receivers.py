"""Signals of pages. Those after publication never raise: the page is public by then. What comes
before a deletion may: a text whose author has withdrawn it must not stay public.
"""

import logging
from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from contributions import following

log = logging.getLogger(__name__)


def _never_raising(receive: Callable[..., None]) -> Callable[..., None]:
    @wraps(receive)
    def careful(sender: type, instance: Page, **kwargs: Any) -> None:
        try:
            with transaction.atomic():
                receive(sender, instance, **kwargs)
        except Exception:
            # Whatever it is, the page is public or gone already; `missed` notes it later.
            log.exception("What page %s means for contributions could not be noted", instance.pk)

    return careful


@receiver(page_published)
@_never_raising
def on_publication(sender: type, instance: Page, **kwargs: Any) -> None:
    if instance.live:
        following.on_public(instance)


@receiver(page_unpublished)
@_never_raising
def on_unpublication(sender: type, instance: Page, **kwargs: Any) -> None:
    if not Page.objects.filter(pk=instance.pk, live=True).exists():
        following.on_taken_down(instance)


@receiver(post_save)
def on_stand_alone(
    sender: type, instance: Any, update_fields: Collection[str] | None = None, **kwargs: Any
) -> None:
    if "alias_of_id" in (update_fields or ()) and isinstance(instance, Page):
        following.on_stand_alone(instance)


@receiver(pre_delete, sender=Page)
def on_deletion(sender: type, instance: Page, **kwargs: Any) -> None:
    following.before_deletion(instance)
