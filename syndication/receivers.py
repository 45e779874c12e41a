"""Wagtail's signals as hints to plan a page now, and a review as an approval. They never raise."""

import logging
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models.signals import post_delete, post_save
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


@receiver(post_delete)
def on_deletion(sender: type, instance: object, **kwargs) -> None:
    if isinstance(instance, Page) and ChannelCopy.objects.filter(page_ref=instance.pk).exists():
        plan_soon(instance.pk)


@receiver([post_page_move, page_slug_changed])
def on_new_address(sender: type[Page], instance: Page, **kwargs) -> None:
    sweep_soon()


@receiver([post_save, post_delete], sender=PageViewRestriction)
def on_restriction(sender: type, **kwargs) -> None:
    sweep_soon()


@receiver([post_save, post_delete], sender=Route)
def on_route(sender: type[Route], instance: Route, **kwargs) -> None:
    """A route that comes, goes or changes concerns every page below its root."""
    root = Page.objects.filter(pk=instance.root_id).first()
    if root is not None:
        plan.forget(Page.objects.descendant_of(root, inclusive=True).values("pk"))
        sweep_soon()
