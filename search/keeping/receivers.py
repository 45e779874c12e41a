"""Signals as hints. They never raise.

Hints at pages hang on the saving of their rows, not on Wagtail's signals: those come after the
transaction, and a crash in between would lose them. A page is saved in one transaction with
whatever else that means, be it published, unpublished, moved, renamed or made as an alias.
"""

import logging
from collections.abc import Callable, Collection, Iterable
from functools import wraps
from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Site

from findable import findable_changed
from search.keeping.hints import BELOW, note

log = logging.getLogger(__name__)

# What is written to a live page's row when somebody works on a draft, or on a page below.
UNSEEN = frozenset(
    (
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "numchild",
    )
)


def _never_raising(receive: Callable[..., None]) -> Callable[..., None]:
    @wraps(receive)
    def careful(*args: Any, **kwargs: Any) -> None:
        try:
            receive(*args, **kwargs)
        except Exception:
            log.exception("What changed cannot be told; whoever compares all will find it")

    return careful


@receiver(pre_save)
@_never_raising
def before_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """Notice that a page gets another address: then all below it do."""
    if isinstance(instance, Page) and instance.pk and instance.numchild:
        stored = Page.objects.filter(pk=instance.pk).values_list("url_path", flat=True).first()
        if stored not in (None, instance.url_path):
            note([f"{BELOW}{instance.pk}"])


@receiver(post_save)
@_never_raising
def on_page(
    sender: type,
    instance: Any,
    created: bool = False,
    update_fields: Collection[str] | None = None,
    **kwargs: Any,
) -> None:
    if not isinstance(instance, Page) or (created and not instance.live):
        return
    if update_fields is None or not UNSEEN.issuperset(update_fields):
        note([f"page:{instance.pk}"])


@receiver(post_delete, sender=Page)
@_never_raising
def on_deletion(sender: type, instance: Page, **kwargs: Any) -> None:
    note([f"page:{instance.pk}"])


@receiver([post_save, post_delete], sender=PageViewRestriction)
@_never_raising
def on_restriction(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    note([f"{BELOW}{instance.page_id}"])


@receiver([post_save, post_delete], sender=Site)
@_never_raising
def on_site(sender: type, **kwargs: Any) -> None:
    """Where one site begins and how it is called decides about the addresses of all."""
    Site.clear_site_root_paths_cache()
    note(f"{BELOW}{number}" for number in Page.get_root_nodes().values_list("pk", flat=True))


@receiver(findable_changed)
@_never_raising
def on_hint(sender: Any, owners: Iterable[str], **kwargs: Any) -> None:
    note(owners)
