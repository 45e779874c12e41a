"""Keeping in rows which page shows which file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Page

from attachments.models import ShownFile
from attachments.shown.leads import Lead, has_own_fields, leads_of


@dataclass(frozen=True, slots=True)
class Difference:
    """What rows lack of a page's files, and what they have too many."""

    page: Page
    missing: frozenset[Lead]
    left_over: frozenset[Lead]


def keep(page: Page) -> Difference | None:
    """Have the rows say what a specific page shows as it stands in memory."""
    difference = difference_of(page)
    if difference is None:
        return None
    with transaction.atomic():
        for kind, key in difference.left_over:
            ShownFile.objects.filter(page_id=page.pk, kind=kind, key=key).delete()
        ShownFile.objects.bulk_create(
            [ShownFile(page_id=page.pk, kind=kind, key=key) for kind, key in difference.missing],
            # Whoever saves the same page at this moment may have written it.
            ignore_conflicts=True,
        )
    return difference


def difference_of(page: Page) -> Difference | None:
    wanted = leads_of(page)
    there = set(ShownFile.objects.filter(page_id=page.pk).values_list("kind", "key"))
    if wanted == there:
        return None
    return Difference(page, frozenset(wanted - there), frozenset(there - wanted))


def differences() -> Iterator[Difference]:
    """Yield where rows and pages differ: after changes that no signal told of."""
    for page in Page.objects.order_by("pk").specific().iterator(chunk_size=200):
        if has_own_fields(page) and (difference := difference_of(page)):
            yield difference


def on_page(
    sender: type,
    instance: Any,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    """Receiver of post_save of whatever: follow a page that was saved as a whole.

    A draft is saved with `update_fields` and with words in memory that the row does not get.
    """
    if raw or update_fields is not None:
        return
    if has_own_fields(instance):
        keep(instance)
