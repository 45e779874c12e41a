"""What stands against the release of a document."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from disclosure.documents.index_numbers import needs_code
from disclosure.documents.interpreting import missing_of_plan

if TYPE_CHECKING:
    from disclosure.models import Organ, PolicyDocumentPage


def of(document: "PolicyDocumentPage") -> dict[str, str]:
    """Return what has to be mended first, by the field it is about; empty if nothing."""
    found = {
        "organ": of_organ(document.organ),
        "needs_interpretation": missing_of_plan(
            document.needs_interpretation, document.plans.all()
        ),
    }
    return {field: words for field, words in found.items() if words}


def of_organ(organ: "Organ | None") -> str:
    """Return why no index number can be made for an organ; empty if one can."""
    if organ is None:
        return _("Say which organ issued this document.")
    if needs_code(organ.index_template) and not organ.code:
        return _(
            "%(organ)s has no code, and its index numbers are made of it: enter the code under "
            "“Organs” first."
        ) % {"organ": organ}
    return ""
