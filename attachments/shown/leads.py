"""Which files a page shows or links to."""

from django.db import models
from wagtail.models import Page, ReferenceIndex

from attachments.gate.documents import addressed_in
from attachments.shown.kinds import Kind, kinds_by_content_type

Lead = tuple[Kind, int]


def leads_of(page: Page) -> set[Lead]:
    """Return the files of a specific page as it stands in memory, existing or not.

    What Wagtail would write into its index of references: chosen, linked and inline ones, also
    those in children of the page's form; and documents that somebody linked by their address.
    """
    kinds = kinds_by_content_type()
    found = {
        (kinds[content_type], int(key))
        for content_type, key, *_path in ReferenceIndex._extract_references_from_object(page)
        if content_type in kinds
    }
    return found | {(Kind.DOCUMENT, int(key)) for key in addressed_in(page)}


def has_own_fields(page: models.Model) -> bool:
    """Tell whether a page holds all that its type has, or only what every page has."""
    return isinstance(page, Page) and type(page) is page.specific_class
