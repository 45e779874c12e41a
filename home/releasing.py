"""What must hold before the public may see a page, whichever door it is let out by.

Pages say what stands against them (`PortalPage.check_release`). It is asked when a page is saved
as live, and when one of its revisions is set to go live later: publication with a future time
saves the revision only, and finding out at that hour would be too late.
"""

from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Revision


class ReleaseRefused(ValidationError):
    """Something stands against a release; `page` is what was to be released."""

    def __init__(self, message: Any, page: Any) -> None:
        super().__init__(message)
        self.page = page


def check_scheduled(sender: type, instance: Revision, **kwargs: Any) -> None:
    """Refuse to schedule a revision that might not be released now (receiver of pre_save)."""
    if instance.approved_go_live_at is None:
        return
    model = instance.content_type.model_class()
    if hasattr(model, "check_release"):
        instance.as_object().check_release()


class RefusalMiddleware:
    """Tells whoever works in the admin why a page was not released.

    The editor's own form says so beside the fields. Bulk publication and the steps of a workflow
    have no form to say it in: they are undone as a whole and come back with the reasons.
    """

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ReleaseRefused) or exception.page.pk is None:
            return None
        page = exception.page
        told = _("“%(page)s” was not released: %(reasons)s") % {
            "page": page.get_admin_display_title(),
            "reasons": "".join(exception.messages),
        }
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return HttpResponse(told, status=409, content_type="text/plain; charset=utf-8")
        edit = reverse("wagtailadmin_pages:edit", args=(quote(page.pk),))
        messages.error(request, told, buttons=[messages.button(edit, _("Edit"))])
        return redirect("wagtailadmin_explore", page.get_parent().pk)
