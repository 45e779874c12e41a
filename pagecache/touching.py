"""Saying that something changed which no watched table tells of."""

from collections.abc import Iterable

from django.db import connection
from django.db.models.expressions import RawSQL
from wagtail.models import Page

from pagecache import tags
from pagecache.models import Change


def touch(*changed: str) -> None:
    """Log that what these tags name has changed; in the transaction that changes it."""
    _write((tag, "") for tag in changed)


def touch_pages(keys: Iterable[int]) -> None:
    """Log that pages show something else than before, and so may lists of them."""
    places = Page.objects.filter(pk__in=list(keys)).values_list("pk", "path")
    _write((tags.page(pk), path) for pk, path in places)


def _write(changes: Iterable[tuple[str, str]]) -> None:
    is_postgresql = connection.vendor == "postgresql"
    writer = RawSQL("pg_current_xact_id()::text::bigint", []) if is_postgresql else 0
    Change.objects.bulk_create(
        [Change(tag=tag, path=path, writer=writer) for tag, path in changes], batch_size=500
    )
