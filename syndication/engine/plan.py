"""What should be: from a page, its routes and its editor's choices to declared copies."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from story import Syndicatable
from syndication.engine import approve
from syndication.engine.declare import declare
from syndication.engine.wish import wishes_for
from syndication.models import PagePlan
from syndication.models.plan import NEVER

log = logging.getLogger(__name__)

# What no page's row can be like.
UNSEEN = {"live": False, "url_path": ""}


@dataclass(frozen=True, slots=True)
class Sight:
    """The columns of a page's row that decide whether it has to be planned again."""

    live: bool
    revision_ref: int
    published_at: datetime
    url_path: str

    @classmethod
    def of(cls, page: Page | None) -> Self:
        if page is None:
            return cls(False, 0, NEVER, "")
        return cls(
            page.live, page.live_revision_id or 0, page.last_published_at or NEVER, page.url_path
        )


def plan_page(page_ref: int) -> set[int]:
    """Declare the copies of a page as it is now; return the accounts with something to do.

    Knows deleted pages too: their copies are declared unwanted. Makes no call to a platform.
    Safe to run twice and at the same time; whoever saw an older page writes nothing.
    """
    for _ in range(3):
        PagePlan.objects.get_or_create(page_ref=page_ref, defaults=UNSEEN)
        page = Page.objects.filter(pk=page_ref).first()
        sight = Sight.of(page)
        page = page.specific if page else None
        wishes = wishes_for(page) if page and is_public(page) else {}
        with transaction.atomic():
            current = Page.objects.select_for_update().filter(pk=page_ref).first()
            if Sight.of(current) != sight:
                continue
            if not _remember(page_ref, sight, exists=page is not None):
                # Its story has become another one since it was told.
                continue
            busy = declare(page_ref, page, wishes)
            if wishes:
                approve.by_publication(page, wishes.values())
            return busy
    log.info("Page %s changes faster than it can be planned; the sweep will", page_ref)
    return set()


def is_public(page: Page) -> bool:
    """Whether a page is one that anybody may read and that offers a story to tell."""
    return (
        page.live
        and isinstance(page, Syndicatable)
        and page.alias_of_id is None
        and page.full_url is not None
        and not page.get_view_restrictions().exists()
    )


def _remember(page_ref: int, sight: Sight, *, exists: bool) -> bool:
    """Note what was planned; False if the page was to be forgotten in the meantime."""
    plan = PagePlan.objects.filter(page_ref=page_ref)
    if not exists:
        plan.delete()
        return True
    return bool(
        plan.update(
            live=sight.live,
            revision_ref=sight.revision_ref,
            published_at=sight.published_at,
            url_path=sight.url_path,
            planned_at=timezone.now(),
        )
    )


def forget(page_refs: Iterable[int] | QuerySet) -> None:
    """Have the sweep plan these pages again, although they have not changed."""
    PagePlan.objects.filter(page_ref__in=page_refs).delete()
