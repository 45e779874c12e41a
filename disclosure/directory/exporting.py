"""A directory as a file for spreadsheets."""

from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backstage import spreadsheets
from disclosure.directory.listing import documents_of, in_order
from disclosure.directory.narrowing import Narrowing
from disclosure.documents.header import organs_of
from disclosure.documents.validity import Validity

BATCH = 1000
COLUMNS = (
    _("index number"), _("title"), _("document number"), _("issuing organ"), _("topic"),
    _("kind of document"), _("nature of the document"), _("date made"), _("date of effect"),
    _("date of expiry"), _("validity"), _("date published"), _("address of the page"),
)  # fmt: skip


def as_csv(directory: Any, narrowing: Narrowing) -> StreamingHttpResponse:
    """Return what was asked for as CSV."""
    return spreadsheets.download(directory.title, _rows(directory, narrowing))


def _rows(directory: Any, narrowing: Narrowing) -> Iterator[list[str]]:
    yield list(map(str, COLUMNS))
    documents = in_order(documents_of(directory), narrowing)
    for document in documents.iterator(chunk_size=BATCH):
        yield _row(document)


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
