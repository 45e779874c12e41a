"""What citizens call the sorts of things they find, and what results are narrowed by."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from findable import Facet, Kind

FACETS: Mapping[Facet, Promise] = {
    Facet.KIND: pgettext_lazy("facet", "Type"),
    Facet.DEPARTMENT: pgettext_lazy("facet", "Department"),
    Facet.SITE: pgettext_lazy("facet", "Sub-site"),
    Facet.COLUMN: pgettext_lazy("facet", "Column"),
    Facet.TOPIC: pgettext_lazy("facet", "Topic"),
    Facet.YEAR: pgettext_lazy("facet", "Year"),
    Facet.VALIDITY: pgettext_lazy("facet", "Validity"),
}
KINDS: Mapping[str, Promise] = {
    Kind.ARTICLE: pgettext_lazy("found", "Article"),
    Kind.DOCUMENT: pgettext_lazy("found", "Policy document"),
    Kind.POWER: pgettext_lazy("found", "Power item"),
    Kind.INTERVIEW: pgettext_lazy("found", "Interview"),
    Kind.QUESTION: pgettext_lazy("found", "Question and answer"),
    Kind.TURN: pgettext_lazy("found", "Interview transcript"),
    Kind.ATTACHMENT: pgettext_lazy("found", "Attachment"),
    Kind.STATUTE: pgettext_lazy("found", "Law or regulation"),
    Kind.COLUMN: pgettext_lazy("found", "Column"),
    Kind.SITE: pgettext_lazy("found", "Sub-site"),
}


def called(facet: Facet, value: str) -> str | Promise:
    """Return what a value of a facet is called."""
    if facet == Facet.KIND:
        return KINDS.get(value, value)
    if facet == Facet.YEAR and value.isdecimal():
        return _("in %(year)s") % {"year": value}
    return value
