"""The screen of one-click layout: before and after, and nothing is changed until it was seen."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages as flash
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page

from attachments.admin.access import may_mend, page_to_check
from backstage.screens import screen
from proofing.laying_out import lay_out, seal


@require_http_methods(["GET", "POST"])
def layout(request: HttpRequest, page_id: int) -> HttpResponse:
    page = page_to_check(request, page_id)
    is_free = may_mend(request.user, page)
    changes = lay_out(page)
    if request.method == "POST":
        if not is_free:
            raise PermissionDenied
        if constant_time_compare(request.POST.get("seen", ""), seal(changes)):
            page.save_revision(user=request.user, clean=False, log_action=True)
            flash.success(request, _("Laid out; the page is saved as a draft."))
            return redirect("wagtailadmin_pages:edit", page.pk)
        flash.warning(request, _("The page has changed in the meantime: look at it again."))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = {
        "page": page,
        "changes": changes,
        "seal": seal(changes),
        "is_free": is_free,
    }
    trail = [(edit, page.get_admin_display_title())]
    return screen(
        request, "proofing/layout.html", _("One-click layout"), "edit", shown, trail=trail
    )


class LayoutButton(PageMenuItem):
    label = gettext_lazy("One-click layout")
    icon_name = "edit"
    priority = 17

    def is_shown(self, user: AbstractBaseUser) -> bool:
        return not self.page.alias_of_id and self.page.permissions_for_user(user).can_edit()

    @cached_property
    def url(self) -> str:
        return reverse("proofing:layout", args=[self.page.pk])


def layout_button(page: Page, user: Any, **context: Any) -> Iterator[LayoutButton]:
    if page.pk:
        yield LayoutButton(page=page)
