"""What the public finds of the files that pages show: each is a part of its page."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.query import QuerySet
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    ReferenceIndex,
)

from attachments.gate.deciding import waivers_of
from attachments.gate.documents import documents_of
from attachments.gate.personal import what_is_in
from attachments.inspecting import inspections_of, texts_of
from attachments.remarks import UNREAD
from findable import Entry, Kind, findable_changed


def attachments_of(page: Page, own: Entry) -> Iterator[Entry]:
    """Yield the documents that a page shows or links to, with what readers see in them.

    `own` is the page's own entry. What stands in the page's column, department and year is found
    there. An alias shows the documents of its source, and they are found with that. A fixed number
    of queries; a file that nobody has examined yet is examined now.
    """
    if page.alias_of_id:
        return
    documents = list(decided(page, in_open_collections(documents_of(page))))
    texts = texts_of(documents) if documents else {}
    for document in documents:
        yield replace(
            own,
            key=f"document:{document.pk}@{own.key}",
            kind=Kind.ATTACHMENT,
            title=document.title,
            url=document.url,
            text=texts[document.pk],
            within=own.title,
            number="",
            answer="",
        )


def in_open_collections(documents: list[AbstractDocument]) -> list[AbstractDocument]:
    """Return the documents that anybody may download."""
    closed = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    closed = tuple(closed) if documents else ()
    if not closed:
        return documents
    keys = {document.collection_id for document in documents}
    paths = dict(Collection.objects.filter(pk__in=keys).values_list("pk", "path"))
    return [each for each in documents if not paths[each.collection_id].startswith(closed)]


def decided(page: Page, documents: list[AbstractDocument]) -> Iterator[AbstractDocument]:
    """Yield the documents in which nothing was found that publication would have to wait for.

    A page may have been public before its files were looked at. What could not be read was not
    found either: such a file has no text here, and its name.
    """
    inspections = inspections_of(documents)
    found = {
        document.pk: [
            finding
            for finding in what_is_in(document, inspections[document.pk], but=UNREAD)
            if finding.holds
        ]
        for document in documents
    }
    waived = waivers_of(page, [finding for findings in found.values() for finding in findings])
    for document in documents:
        if all(finding.digest in waived for finding in found[document.pk]):
            yield document


def on_document(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Receiver of post_save and pre_delete of documents: a file or its name became another."""
    if not raw:
        say_changed(sender.objects.filter(pk=instance.pk))


def on_restriction(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Receiver of post_save and post_delete: a collection was closed to the public, or opened."""
    if not raw:
        below = instance.collection.get_descendants(inclusive=True)
        say_changed(get_document_model().objects.filter(collection__in=below))


def say_changed(documents: QuerySet) -> None:
    """Say that pages with these documents may be found by something else now."""
    if owners := [f"page:{key}" for key in pages_with(documents)]:
        findable_changed.send(documents.model, owners=owners)


def pages_with(documents: QuerySet) -> Iterable[str]:
    """Return the keys of pages that have these documents, as far as Wagtail's index tells."""
    kind = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to_in_bulk(documents)
    pages = references.filter(base_content_type=kind).order_by()
    return pages.values_list("object_id", flat=True).distinct()
