"""The documents that a page explains, at the foot of that page."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from disclosure.documents.effects import validities
from disclosure.documents.interpreting import documents_interpreted_by, rows_of_interpreter
from pagecache import depends


class InterpretedDocuments(Component):
    template_name = "disclosure/documents/parts/interpreted.html"

    def __init__(self, documents: list[Any]) -> None:
        self.documents = documents

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"documents": self.documents}


def documents_at_the_foot(page: Any, request: HttpRequest | None) -> InterpretedDocuments | None:
    """Return the public documents that a page interprets; None where there are none."""
    if not page.pk:
        return None
    documents = documents_interpreted_by(page)
    known = validities(each.pk for each in documents) if documents else {}
    if documents:
        depends.on_pages(request, known)
        depends.until_midnight(request)
    for each in documents:
        each.validity_shown = known[each.pk]
    return InterpretedDocuments(documents) if documents else None


documents_at_the_foot.rows = rows_of_interpreter
