"""What stands below an adopted item on the main site: where its text was first published."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from contributions.models import Adoption
from pagecache import depends


class OriginalFoot(Component):
    template_name = "contributions/foot.html"

    def __init__(self, unit: str, url: str) -> None:
        super().__init__()
        self.unit, self.url = unit, url

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"unit": self.unit, "url": self.url}


def _adoptions(page: Page) -> QuerySet:
    return Adoption.objects.standing().filter(page=page.pk)


def original_at_the_foot(page: Page, request: HttpRequest | None) -> OriginalFoot | None:
    """Name the unit an item was adopted from, and lead to the original while it is public."""
    if not page.pk:
        return None
    adoption = _adoptions(page).select_related("contribution__page").first()
    if adoption is None:
        return None
    original = adoption.contribution.page
    if original:
        depends.on_pages(request, [original.pk])
    url = original.get_full_url(request) if original and original.live else ""
    return OriginalFoot(adoption.contribution.unit_name, url or "")


original_at_the_foot.rows = _adoptions
