"""Wagtail's signals as hints to plan a page now. They never raise."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from story import Syndicatable
from syndication import tasks
from syndication.engine import plan
from syndication.models import ChannelCopy, Route


def plan_soon(page_ref: int) -> None:
    """Plan a page once the current transaction is committed. A broker that is down is logged."""
    transaction.on_commit(lambda: tasks.plan_page.delay(page_ref), robust=True)


def work_soon(account_id: int) -> None:
    """Work on an account once the current transaction is committed."""
    transaction.on_commit(lambda: tasks.work_account.delay(account_id), robust=True)


def sweep_soon() -> None:
    transaction.on_commit(lambda: tasks.sweep_all.delay(), robust=True)


@receiver([page_published, page_unpublished])
def on_publication(sender: type[Page], instance: Page, **kwargs) -> None:
    if issubclass(sender, Syndicatable):
        plan_soon(instance.pk)


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
