from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from attachments.admin import panel
from attachments.admin.bulk import CheckedPublishBulkAction
from attachments.gate import CHECKS, held_back
from attachments.gate.deciding import holding, may_waive
from attachments.gate.findings import summary
from attachments.gate.holding import HELD
from attachments.gate.personal import personal_numbers, what_is_in_documents

hooks.register(CHECKS, personal_numbers)
hooks.register(CHECKS, what_is_in_documents)
# After Wagtail's own, which it takes the place of.
hooks.register("register_bulk_action", CheckedPublishBulkAction, order=10)
panel.install()


@hooks.register("register_admin_urls")
def register_admin_urls() -> list:
    return [path("attachments/", include("attachments.admin.urls"))]


@hooks.register("before_publish_page", order=-10)
def lead_to_the_checks(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before anything else that goes with publishing is begun."""
    findings = holding(page)
    if not findings:
        return None
    held_back.send(type(page), page=page, user=request.user, findings=findings)
    messages.error(request, summary(findings))
    return redirect("attachments:checks", page.pk)


@hooks.register("construct_homepage_panels")
def show_what_is_held(request: HttpRequest, panels: list) -> None:
    held = panel.HeldPanel(request)
    if held.held:
        panels.append(held)


class WaiverMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_waive(request.user)


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    return WaiverMenuItem(
        _("Waivers of checks"),
        reverse("attachments:waivers"),
        icon_name="clipboard-list",
        order=700,
    )


@hooks.register("register_permissions")
def register_permissions() -> Any:
    return Permission.objects.filter(
        content_type__app_label="attachments", codename="waive_finding"
    )


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    @actions.register_action("attachments.waive")
    class Waived(LogFormatter):
        label = _("Findings waived")

        def format_message(self, entry: Any) -> str:
            data = entry.data or {}
            return _("Findings waived: %(number)s; reason: %(reason)s") % {
                "number": data.get("number", ""),
                "reason": data.get("reason", ""),
            }

    @actions.register_action("attachments.take_back")
    class TakenBack(LogFormatter):
        label = _("Waiver taken back")
        message = _("Waiver taken back")

    @actions.register_action("attachments.mend")
    class Mended(LogFormatter):
        label = _("Findings mended")

        def format_message(self, entry: Any) -> str:
            return _("Findings mended: %(number)s") % {"number": (entry.data or {}).get("number")}

    @actions.register_action(HELD)
    class HeldBack(LogFormatter):
        label = _("Scheduled publication held back")

        def format_message(self, entry: Any) -> str:
            number = int((entry.data or {}).get("number", 0))
            return ngettext(
                "Scheduled publication held back: %(number)d finding",
                "Scheduled publication held back: %(number)d findings",
                number,
            ) % {"number": number}
