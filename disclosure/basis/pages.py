"""What pages rest on: the statutes that their texts cite, kept as rows, for the public and drafts.

Whoever publishes does not wait for it: a background task reads the page as it is by then, so that
tasks may come twice, late and in any order. One that is lost leaves old rows, which
`load_statutes --relink` mends; that a page has been taken back is never asked of them.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django_tasks import task
from wagtail.models import Page, Revision

from attachments.gate.page_text import texts_of
from disclosure.basis.linking import Rest, rests_of
from disclosure.models import Organ, PageBasis

BATCH = 500

log = logging.getLogger(__name__)


def on_release(sender: type, instance: Page, **kwargs: Any) -> None:
    """Receiver of page_published and page_unpublished, of pages of whatever type."""
    record_page.enqueue(instance.pk)


def on_draft(
    sender: type, instance: Revision, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Receiver of post_save of Revision: a draft cites something else now."""
    if raw or (update_fields and "content" not in update_fields):
        return
    model = instance.base_content_type.model_class()
    if model is not None and issubclass(model, Page):
        record_page.enqueue(int(instance.object_id))


@task()
def record_page(page_id: int) -> None:
    refresh(page_id)


def refresh(page_id: int) -> None:
    """Write anew what a page rests on, as it is at this moment; nothing if it is gone.

    The page is held meanwhile, so that nobody who read it earlier writes later.
    """
    with transaction.atomic():
        page = Page.objects.select_for_update(no_key=True).filter(pk=page_id).first()
        if page is not None:
            record(page.specific)


def record(page: Page) -> None:
    """Write anew what a page rests on, if that has changed. `page` is specific."""
    rows = list(_rows(page))
    with transaction.atomic():
        there = PageBasis.objects.filter(page=page.pk)
        if _said(there) != _said(rows):
            there.delete()
            PageBasis.objects.bulk_create(rows)


@dataclass(slots=True)
class Relinked:
    pages: int = 0
    failed: list[int] = field(default_factory=list)
    """The pages that could not be read."""


def relink_pages() -> Relinked:
    """Write anew what every page rests on, one page in memory at a time."""
    done = Relinked()
    last = 0
    keys = Page.objects.filter(depth__gt=1).order_by("pk").values_list("pk", flat=True)
    while batch := list(keys.filter(pk__gt=last)[:BATCH]):
        for key in batch:
            try:
                refresh(key)
            except Exception:
                # Whatever a page is like, the others are read; the command names it and fails.
                log.exception("What page %s rests on could not be found", key)
                done.failed.append(key)
        done.pages += len(batch)
        last = batch[-1]
    return done


def _rows(page: Page) -> Iterator[PageBasis]:
    # An alias says what its original says.
    if page.alias_of_id:
        return
    if page.live:
        yield from _rows_of(page, is_draft=False)
    if page.latest_revision_id and (page.has_unpublished_changes or not page.live):
        yield from _rows_of(page.get_latest_revision_as_object(), is_draft=True)
    elif not page.live:
        yield from _rows_of(page, is_draft=True)


def _rows_of(page: Page, *, is_draft: bool) -> Iterator[PageBasis]:
    organ = getattr(page, "organ", None)
    about = {
        "is_draft": is_draft,
        "organ": organ if isinstance(organ, Organ) else None,
        "source": str(getattr(page, "source", "") or "")[:60],
    }
    for rest in rests_in(page):
        yield PageBasis(
            page_id=page.pk, key=rest.key, title=rest.title, articles=rest.articles,
            version=min(rest.versions, default=None), **about,
        )  # fmt: skip


def rests_in(page: Page) -> list[Rest]:
    """Return what a page's texts cite, whatever type of page it is."""
    return rests_of(visible.text for _place, visible in texts_of(page))


def _said(rows: Any) -> set[tuple]:
    return {
        (
            row.is_draft,
            row.key,
            row.title,
            tuple(row.articles),
            row.version,
            row.organ_id,
            row.source,
        )
        for row in rows
    }
