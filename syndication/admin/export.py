"""Copies as a table for other programs; safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from openpyxl import Workbook

from syndication.channels.registry import channel_class
from syndication.models import ChannelCopy
from syndication.models.copy import CopyQuerySet
from syndication.status import message_for, status_of

BATCH = 500
# What spreadsheets take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def exported(copies: CopyQuerySet, form: str) -> HttpResponse | StreamingHttpResponse:
    """Return the copies as a download: `csv` (UTF-8 with a mark, for Excel) or `xlsx`."""
    name = f"{_('copies')}-{timezone.localtime():%Y%m%d-%H%M}.{form}"
    if form == "csv":
        response = StreamingHttpResponse(_csv(copies), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = content_disposition_header(True, name)
        return response
    return FileResponse(_xlsx(copies), as_attachment=True, filename=name)


def heads() -> list[str]:
    return [
        _("Page"), _("Address of the page"), _("Channel"), _("account"), _("Kind"), _("moment"),
        _("State"), _("What to do"), _("Address on the platform"), _("Published"), _("Withdrawn"),
        _("Last seen"), "SHA-256",
    ]  # fmt: skip


def rows(copies: CopyQuerySet) -> Iterator[list[str]]:
    """Yield a row per copy, reading them in batches."""
    related = copies.select_related("account", "payload", "sent_payload").order_by("pk")
    for copy in related.iterator(chunk_size=BATCH):
        yield [safe(value) for value in _row(copy)]


def _row(copy: ChannelCopy) -> list[Any]:
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


def _moment(moment: Any) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}" if moment else ""


def safe(value: str) -> str:
    """Keep a spreadsheet from running a title as a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


class _Echo:
    @staticmethod
    def write(value: str) -> str:
        return value


def _csv(copies: CopyQuerySet) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(heads())
    for row in rows(copies):
        yield writer.writerow(row)


def _xlsx(copies: CopyQuerySet) -> io.BytesIO:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("copies"))
    sheet.append(heads())
    for row in rows(copies):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    buffer.seek(0)
    return buffer
