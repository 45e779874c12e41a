"""What does not agree between pages and their record, on administrators' first page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from lifecycle.discrepancies import Discrepancy
from lifecycle.models import Verification

MOST_SHOWN = 8


class DisagreeingPanel(Component):
    name = "publications_disagree"
    template_name = "lifecycle/admin/disagreeing.html"
    order = 40

    def __init__(self, last: Verification) -> None:
        super().__init__()
        self.at, self.found = last.at, [Discrepancy(**row) for row in last.found]

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        shown = self.found[:MOST_SHOWN]
        pages = Page.objects.filter(pk__in=[each.page for each in shown if each.page])
        return {
            "heading": _("Pages that do not agree with their record"),
            "found": shown,
            "more": len(self.found) - len(shown),
            "there": set(pages.values_list("pk", flat=True)),
            "at": self.at,
        }


def show(request: HttpRequest, panels: list[Any]) -> None:
    """Hook construct_homepage_panels; for administrators only."""
    if not request.user.is_superuser:
        return
    last = Verification.objects.order_by("-at").first()
    if last and last.found:
        panels.append(DisagreeingPanel(last))
