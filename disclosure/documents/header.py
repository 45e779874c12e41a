"""The facts at the head of a document, in the order that portals have agreed on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from disclosure.documents.validity import Validity

if TYPE_CHECKING:
    from disclosure.models import PolicyDocumentPage


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    label: Any
    text: str


def organs_of(document: "PolicyDocumentPage") -> list[Any]:
    """Return who issued a document, the leading organ first."""
    lead = [document.organ] if document.organ_id else []
    joint = list(document.joint_organs.all())
    prefetch_related_objects(joint, "organ")
    return [*lead, *(each.organ for each in joint)]


def facts_of(document: "PolicyDocumentPage", validity: Validity) -> list[Fact]:
    """Return what is known: index number, topic, organs, dates, title, number, validity, words."""
    return [Fact(name, label, text) for name, label, text in _facts(document, validity) if text]


def _facts(document: "PolicyDocumentPage", validity: Validity) -> Iterator[tuple[str, Any, str]]:
    shown = document.displayed_at
    yield "index_number", _("index number"), document.index_number
    yield "topic", _("topic"), str(document.topic) if document.topic_id else ""
    yield "organs", _("issuing organ"), "、".join(map(str, document.organs))
    yield "written_on", _("date made"), _day(document.written_on)
    yield "title", _("title"), document.title
    yield "number", _("document number"), document.number
    yield "published_on", _("date published"), _day(shown and timezone.localtime(shown).date())
    yield "effective_on", _("date of effect"), _day(document.effective_on)
    yield "expires_on", _("date of expiry"), _day(document.expires_on)
    yield "validity", _("validity"), str(validity.label)
    yield "genre", _("kind of document"), document.get_genre_display()
    yield "keywords", _("keywords"), document.keywords


def _day(day: Any) -> str:
    return f"{day:%Y-%m-%d}" if day else ""
