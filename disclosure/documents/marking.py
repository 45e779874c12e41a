"""The number and the validity of documents beside their titles in lists of the portal."""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from disclosure.documents.effects import with_validity
from disclosure.documents.validity import Validity
from home.marks import Mark

TONES = {
    Validity.IN_FORCE: "plain",
    Validity.NOT_YET: "changed",
    Validity.AMENDED: "changed",
    Validity.REPEALED: "ended",
    Validity.LAPSED: "ended",
}


def mark_of(validity: Validity, number: str = "") -> Mark:
    return Mark(str(validity.label), TONES[validity], number)


def marks_of(pages: list[Any]) -> dict[int, Mark]:
    """Return the marks of the documents among pages; one query, none where there are none."""
    model = apps.get_model("disclosure", "PolicyDocumentPage")
    kind = ContentType.objects.get_for_model(model).pk
    sources = {
        page.pk: page.alias_of_id or page.pk for page in pages if page.content_type_id == kind
    }
    if not sources:
        return {}
    documents = with_validity(model.objects.filter(pk__in=sources.values()))
    rows = documents.order_by().values_list("pk", "validity_now", "number")
    marks = {key: mark_of(Validity(validity), number) for key, validity, number in rows}
    return {key: marks[source] for key, source in sources.items() if source in marks}
