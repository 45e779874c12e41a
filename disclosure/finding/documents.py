"""What the public finds of an official document."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

from attachments.finding import attachments_of
from disclosure.documents.header import facts_of
from findable import Entry, Kind
from home.finding import article_entry, of_page, text_of

if TYPE_CHECKING:
    from disclosure.models import PolicyDocumentPage

# Facts that an entry has no field for.
TOLD = frozenset({"index_number", "topic", "organs", "genre", "keywords"})


@of_page
def entries_of_document(document: "PolicyDocumentPage") -> Iterator[Entry]:
    own = article_entry(document)
    prefetch_related_objects([document], "joint_organs__organ")
    facts = [fact for fact in facts_of(document, document.validity) if fact.name in TOLD]
    own = replace(
        own,
        kind=Kind.DOCUMENT,
        text=text_of([own.text, *(f"{fact.label}：{fact.text}" for fact in facts)]),
        department=document.organ.name if document.organ_id else own.department,
        topic=_topic(document),
        validity=str(document.validity.label),
        number=document.number,
        day=document.written_on or own.day,
    )
    yield own
    yield from attachments_of(document, own)


def _topic(document: "PolicyDocumentPage") -> str:
    """Return the topic of the first level, which stands for those below it as well."""
    if not document.topic_id:
        return ""
    return (document.topic.parent or document.topic).name
