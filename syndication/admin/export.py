"""Copies as a table for other programs; safe to open in a spreadsheet."""

from collections.abc import Iterator
from datetime import datetime

from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from backstage import spreadsheets
from syndication.channels.registry import channel_class
from syndication.models import ChannelCopy
from syndication.models.copy import CopyQuerySet
from syndication.status import message_for, status_of

BATCH = 500


def exported(copies: CopyQuerySet, form: str) -> StreamingHttpResponse | FileResponse:
    """Return the copies as a download: `csv` (UTF-8 with a mark, for Excel) or `xlsx`."""
    title = f"{_('copies')}-{timezone.localtime():%Y%m%d-%H%M}"
    if form == "csv":
        return spreadsheets.download(title, rows(copies), is_public=False)
    return spreadsheets.workbook(title, rows(copies))


def heads() -> list[str]:
    return [
        _("Page"), _("Address of the page"), _("Channel"), _("account"), _("Kind"), _("moment"),
        _("State"), _("What to do"), _("Address on the platform"), _("Published"), _("Withdrawn"),
        _("Last seen"), "SHA-256",
    ]  # fmt: skip


def rows(copies: CopyQuerySet) -> Iterator[list[str]]:
    """Yield the heads and a row per copy, reading these in batches."""
    yield heads()
    related = copies.select_related("account", "payload", "sent_payload").order_by("pk")
    for copy in related.iterator(chunk_size=BATCH):
        yield _row(copy)


def _row(copy: ChannelCopy) -> list[str]:
    payload = copy.sent_payload or copy.payload
    return [
        copy.title,
        copy.page_url,
        str(channel_class(copy.account.kind).label),
        copy.account.name,
        _kind(copy),
        copy.get_moment_display(),
        str(status_of(copy).label),
        message_for(copy),
        copy.url,
        _moment(copy.live_at),
        _moment(copy.withdrawn_at),
        _moment(copy.seen_at),
        payload.sha256 if payload else "",
    ]


def _kind(copy: ChannelCopy) -> str:
    if copy.was_mass_sent:
        return _("mass send")
    return _("correction") if copy.is_notice else _("copy of the page")


def _moment(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}" if moment else ""
