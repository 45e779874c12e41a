"""Wagtail's signals as hints to plan a page now, and a review as an approval. They never raise."""

import logging
from collections.abc import Collection, Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, WorkflowState
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    workflow_approved,
)

from story import Syndicatable, story_changed
from syndication import corrections, review
from syndication.engine import plan
from syndication.hints import plan_soon, sweep_soon
from syndication.models import ChannelCopy, Route

log = logging.getLogger(__name__)


@receiver([page_published, page_unpublished])
def on_publication(sender: type[Page], instance: Page, **kwargs) -> None:
    if issubclass(sender, Syndicatable):
        plan_soon(instance.pk)


@receiver(story_changed)
def on_another_story(
    sender: type[Page],
    pages: Iterable[int],
    correction: str = "",
    by: AbstractBaseUser | None = None,
    **kwargs,
) -> None:
    """Its row stays as it was, so the sweep would not see it: what was planned is forgotten."""
    plan.forget(pages)
    for page_ref in pages:
        if correction:
            corrections.open_for_change(Page.objects.get(pk=page_ref), by, correction)
        plan_soon(page_ref)


@receiver(workflow_approved)
def on_approval(sender: type, instance: WorkflowState, user: object = None, **kwargs) -> None:
    """Freeze and approve what every account will get of the version a reviewer approved.

    Whatever goes wrong here must not undo their approval of the page; the copies then wait.
    """
    revision = instance.current_task_state.revision
    page = revision.as_object()
    if not isinstance(page, Syndicatable):
        return
    try:
        with transaction.atomic():
            review.approve_page(page, user, revision.pk)
    except Exception:
        log.exception("What was approved with page %s could not be frozen", page.pk)


@receiver(post_save)
def on_alias(sender: type, instance: object, raw: bool = False, **kwargs) -> None:
    """Where an alias stands its original does, and its routes follow from that. Nothing of the
    original's row changes, so what was planned for it is forgotten in the same transaction.
    """
    if isinstance(instance, Page) and instance.alias_of_id and not raw:
        _plan_anew([instance.alias_of_id])


@receiver(pre_save)
def before_alias_stands_alone(
    sender: type, instance: object, update_fields: Collection[str] | None = None, **kwargs
) -> None:
    if isinstance(instance, Page) and "alias_of_id" in (update_fields or ()):
        was = Page.objects.filter(pk=instance.pk).exclude(alias_of=None)
        _plan_anew(list(was.values_list("alias_of", flat=True)))


def _plan_anew(pages: list[int]) -> None:
    plan.forget(pages)
    for page_ref in pages:
        plan_soon(page_ref)


def _forget_originals_below(page: Page) -> None:
    """Have the originals of all aliases at and below a page planned again."""
    below = Page.objects.descendant_of(page, inclusive=True).exclude(alias_of=None)
    plan.forget(below.values("alias_of"))


@receiver(post_delete)
def on_deletion(sender: type, instance: object, **kwargs) -> None:
    if isinstance(instance, Page) and instance.alias_of_id:
        _plan_anew([instance.alias_of_id])
    if isinstance(instance, Page) and ChannelCopy.objects.filter(page_ref=instance.pk).exists():
        plan_soon(instance.pk)


@receiver([post_page_move, page_slug_changed])
def on_new_address(sender: type[Page], instance: Page, **kwargs) -> None:
    _forget_originals_below(instance)
    sweep_soon()


@receiver([post_save, post_delete], sender=PageViewRestriction)
def on_restriction(sender: type, instance: PageViewRestriction, **kwargs) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        _forget_originals_below(page)
    sweep_soon()


@receiver([post_save, post_delete], sender=Route)
def on_route(sender: type[Route], instance: Route, **kwargs) -> None:
    """A route that comes, goes or changes concerns every page below its root."""
    root = Page.objects.filter(pk=instance.root_id).first()
    if root is not None:
        plan.forget(Page.objects.descendant_of(root, inclusive=True).values("pk"))
        _forget_originals_below(root)
        sweep_soon()
