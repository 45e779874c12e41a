"""A directory as a file for spreadsheets."""

import csv
from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from disclosure.directory.listing import documents_of, in_order
from disclosure.directory.narrowing import Narrowing
from disclosure.documents.header import organs_of
from disclosure.documents.validity import Validity
from disclosure.public.exporting import BATCH, safe

COLUMNS = (
    _("index number"), _("title"), _("document number"), _("issuing organ"), _("topic"),
    _("kind of document"), _("nature of the document"), _("date made"), _("date of effect"),
    _("date of expiry"), _("validity"), _("date published"), _("address of the page"),
)  # fmt: skip


class _Echo:
    @staticmethod
    def write(value: str) -> str:
        return value


def as_csv(directory: Any, narrowing: Narrowing) -> StreamingHttpResponse:
    """Return what was asked for as CSV: UTF-8 with a mark, no cell that could be a formula."""
    response = StreamingHttpResponse(
        _lines(directory, narrowing), content_type="text/csv; charset=utf-8"
    )
    name = f"{directory.title}.csv"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _lines(directory: Any, narrowing: Narrowing) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(map(str, COLUMNS))
    documents = in_order(documents_of(directory), narrowing)
    for document in documents.iterator(chunk_size=BATCH):
        yield writer.writerow(map(safe, _row(document)))


def _row(document: Any) -> list[str]:
    published = document.displayed_at
    return [
        document.index_number,
        document.title,
        document.number,
        "、".join(map(str, organs_of(document))),
        str(document.topic or ""),
        str(document.get_genre_display()),
        str(document.get_rank_display()),
        *(
            day.isoformat() if day else ""
            for day in (document.written_on, document.effective_on, document.expires_on)
        ),
        str(Validity(document.validity_now).label),
        timezone.localtime(published).date().isoformat() if published else "",
        document.full_url or "",
    ]
