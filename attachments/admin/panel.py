"""The findings beside the editor, and a notice on the admin's first page."""

from functools import wraps
from typing import Any

from django.forms import Media
from django.forms.widgets import Script
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from attachments.admin.checking import shown
from attachments.models import HeldPublication

MOST_HELD = 20


class ChecksPanel(BaseSidePanel):
    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle checks before publication")
        icon_name = "clipboard-list"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["count"] = len(self.panel.shown["open"])
            return context

    name = "attachments-checks"
    title = _("Checks before publication")
    template_name = "attachments/side_panel.html"
    order = 120

    def __init__(self, page: Page, request: HttpRequest) -> None:
        super().__init__(page, request)
        self.shown = shown(request, page)

    @property
    def media(self) -> Media:
        return Media(
            js=[Script("attachments/panel.js", type="module")],
            css={"all": [versioned_static("attachments/checks.css")]},
        )

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.object.pk])
        return {**super().get_context_data(parent_context), **self.shown, "next": edit}


def install() -> None:
    """Give every page's editor the panel. Wagtail has no hook for side panels, and a view of
    one's own can be given to one page type once only."""
    EditView.get_side_panels = _with_checks(EditView.get_side_panels)


def _with_checks(get_side_panels: Any) -> Any:
    @wraps(get_side_panels)
    def get_side_panels_and_checks(view: EditView) -> Any:
        panels = get_side_panels(view)
        # Autosave asks for the panels again and again; ours refreshes itself.
        if not view.expects_json_response and not view.hydrate_create_view:
            panels.append(ChecksPanel(view.page, view.request))
        return panels

    return get_side_panels_and_checks


class HeldPanel(Component):
    """Publications that were held back while nobody was there."""

    name = "held_publications"
    template_name = "attachments/held.html"
    order = 90

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        pages = page_permission_policy.instances_user_has_any_permission_for(
            request.user, {"change", "publish"}
        )
        rows = HeldPublication.objects.select_related("page").filter(page__in=pages)
        self.held = list(rows[:MOST_HELD])

    @property
    def media(self) -> Media:
        return Media(css={"all": [versioned_static("attachments/checks.css")]})

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"held": self.held}
