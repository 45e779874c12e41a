"""Pages that do not say where their information is from."""

from collections.abc import Iterator

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from wagtail.models import Page

from attachments.gate import Finding
from proofing.checks.telling import Teller

# A type of page that has a source calls it so, and tells it in its tags (ContentSource).
FIELD = "source"


def source_of(page: Page, tell: Teller) -> Iterator[Finding]:
    if not tell.makes("no_source"):
        return
    try:
        field = page._meta.get_field(FIELD)
    except FieldDoesNotExist:
        return
    if not str(getattr(page, field.attname) or "").strip():
        yield tell(
            "no_source",
            what=_("No source is given: readers and other portals ask for it."),
            place=str(field.verbose_name),
            path=(FIELD,),
        )
