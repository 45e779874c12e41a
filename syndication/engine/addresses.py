"""Keeping the index of published addresses in step with the copies it is about.

Each function runs in the transaction that changes the copy.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from syndication.channels.links import Name, names_of
from syndication.channels.registry import channel_class
from syndication.models import ChannelCopy, PublishedAddress
from syndication.models.address import PORTAL
from syndication.models.copy import Position


def went_live(copy: ChannelCopy) -> None:
    """Note where a copy and its page are to be found from now on."""
    names = channel_class(copy.account.kind).names(copy.remote, copy.url)
    pages = names_of(copy.page_url)
    # What it was before, should nobody have seen that go, it is no more.
    known = {name.key for name in (*names, *pages)}
    _open(copy).exclude(key__in=known).update(until=timezone.now())
    _note(copy, copy.account.kind, names, copy.live_at)
    _note(copy, PORTAL, pages, copy.live_at)


def seen_at(copy: ChannelCopy, url: str) -> None:
    """Note another address under which the platform itself lists a copy."""
    _note(
        copy,
        copy.account.kind,
        channel_class(copy.account.kind).names(copy.remote, url),
        copy.live_at,
    )


def retired(copy: ChannelCopy) -> None:
    """Note that a copy is not to be found any more."""
    _open(copy).update(until=timezone.now())


def index(copy: ChannelCopy) -> None:
    """Note what the row of a copy itself knows. Safe to repeat; known moments stay."""
    kind = copy.account.kind
    for past in copy.past:
        names = channel_class(kind).names(past, past.get("url", ""))
        ended = copy.withdrawn_at or copy.updated_at
        rows = [
            *_rows(copy, kind, names, None),
            *_rows(copy, PORTAL, names_of(copy.page_url), None),
        ]
        for row in rows:
            row.until = ended
        PublishedAddress.objects.bulk_create(rows, ignore_conflicts=True)
    if copy.position == Position.LIVE:
        went_live(copy)


def _open(copy: ChannelCopy) -> QuerySet[PublishedAddress]:
    return PublishedAddress.objects.filter(copy=copy, until=None)


def _note(copy: ChannelCopy, kind: str, names: Iterable[Name], since: datetime | None) -> None:
    PublishedAddress.objects.bulk_create(
        _rows(copy, kind, names, since),
        update_conflicts=True,
        unique_fields=["copy", "kind", "form", "key"],
        update_fields=["until"],
    )


def _rows(
    copy: ChannelCopy, kind: str, names: Iterable[Name], since: datetime | None
) -> list[PublishedAddress]:
    return [
        PublishedAddress(copy=copy, kind=kind, form=name.form, key=name.key, since=since)
        for name in names
    ]
