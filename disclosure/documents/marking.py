"""The number and the validity of documents beside their titles in lists of the portal."""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from disclosure.documents.effects import validities
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
    """Return the marks of the documents among pages; four queries, none where there are none."""
    model = apps.get_model("disclosure", "PolicyDocumentPage")
    kind = ContentType.objects.get_for_model(model).pk
    sources = {
        page.pk: page.alias_of_id or page.pk for page in pages if page.content_type_id == kind
    }
    if not sources:
        return {}
    numbers = dict(model.objects.filter(pk__in=sources.values()).values_list("pk", "number"))
    now = validities(sources.values())
    return {key: mark_of(now[source], numbers.get(source, "")) for key, source in sources.items()}
