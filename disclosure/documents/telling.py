"""A document told as a story: its facts as a table, its text, its attachments."""

from typing import TYPE_CHECKING

from disclosure.documents.header import facts_of
from home.telling import attachment_of, tell
from story import Run, Story, Table

if TYPE_CHECKING:
    from disclosure.models import PolicyDocumentPage

# The title is the story's own; what only a register needs is left to the page.
LEFT_OUT = frozenset({"title", "topic", "keywords", "index_number"})


def tell_document(document: "PolicyDocumentPage") -> Story:
    facts = [each for each in facts_of(document, document.validity) if each.name not in LEFT_OUT]
    rows = tuple(((Run(str(fact.label), bold=True),), (Run(fact.text),)) for fact in facts)
    attachments = [
        attachment_of(each.file, each.title) for each in document.attachments.select_related("file")
    ]
    return tell(document, before=[Table(rows)] if rows else [], after=attachments)
