"""What this app adds to publishing and unpublishing a page in the admin."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.models import Page

from story import Syndicatable
from syndication import corrections
from syndication.admin.correcting import cards, decisions_in
from syndication.models import Correction

CORRECTION = "correction"


class PublishAsCorrectionItem(ActionMenuItem):
    """Publishing a major change: opens the correction plan for what is published elsewhere."""

    label = _("Publish and correct the copies")
    name = "action-publish"
    icon_name = "warning"
    template_name = "syndication/admin/publish_correction.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        if context["view"] == "create" or context["locked_for_user"]:
            return False
        page: Page = context["page"]
        return (
            isinstance(page, Syndicatable)
            and self.get_user_page_permissions_tester(context).can_publish()
            and bool(corrections.published_copies(page.pk))
        )


def open_plan(request: HttpRequest, page: Page) -> None:
    """Before a page is published as a correction, keep the accounts' policies from acting."""
    if request.POST.get("action-publish") == CORRECTION:
        corrections.open_for_change(page, request.user)


def show_plan(request: HttpRequest, page: Page) -> HttpResponse | None:
    """After it, show the plan: this one, or one that a major change has opened."""
    plan = Correction.objects.unsigned().filter(page_ref=page.pk).first()
    return redirect("syndication:correction", plan.pk) if plan else None


def sign_withdrawal(request: HttpRequest, page: Page) -> None:
    """Before a page is taken down by hand, keep what was decided about its copies."""
    if isinstance(page, Syndicatable):
        corrections.sign_withdrawal(page, request.user, decisions_in(request.POST))


def sign_withdrawal_of_deleted(request: HttpRequest, page: Page) -> None:
    """A page that is deleted by hand takes its copies with it, under the name of who did it."""
    if request.method == "POST":
        sign_withdrawal(request, page)


class SyndicatedUnpublishView(UnpublishView):
    """Shows the copies below the question; answering it signs what becomes of them."""

    template_name = "syndication/admin/confirm_unpublish.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = corrections.lines_of_withdrawal(self.object.pk)
        return {**super().get_context_data(**kwargs), "cards": cards(lines, {})}
