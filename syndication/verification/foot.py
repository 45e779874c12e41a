"""The official copies of an article, at its foot."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from syndication.verification.answers import OfficialCopy
from syndication.verification.official import copies_of, rows_of_page


class CopiesAtTheFoot(Component):
    template_name = "syndication/verification/copies.html"

    def __init__(self, copies: tuple[OfficialCopy, ...]) -> None:
        self.copies = copies

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"copies": self.copies}


def copies_at_the_foot(page: Page, request: HttpRequest | None) -> CopiesAtTheFoot | None:
    """Return the list of a page's copies; None where there are none."""
    if not page.pk:
        return None
    copies = copies_of({page.pk: page.last_published_at}).get(page.pk)
    return CopiesAtTheFoot(copies) if copies else None


copies_at_the_foot.rows = rows_of_page
