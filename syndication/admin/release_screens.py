"""Releases: what goes out together, when, and the button that opens one by hand."""

from typing import Any

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from syndication import releases
from syndication.models import Release


class ReleasePanel(HelpPanel):
    """What waits for a release, and the way to open it."""

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            if self.instance.pk:
                context["waiting"] = releases.waiting_for(self.instance).order_by("title")
            return context


@require_POST
def open_now(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm("syndication.change_release"):
        raise PermissionDenied
    release = get_object_or_404(Release, pk=pk)
    count = releases.open_now(release)
    log(release, "syndication.open_release")
    text = ngettext(
        "The release is open: %(count)s copy is on its way.",
        "The release is open: %(count)s copies are on their way.",
        count,
    )
    flash.success(request, text % {"count": count})
    return redirect("release:edit", pk)


class ReleaseViewSet(ModelViewSet):
    model = Release
    url_prefix = "syndication/releases"
    icon = "date"
    menu_label = gettext_lazy("Releases")
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = [
        "name",
        DateColumn("opens_at", label=gettext_lazy("opens at")),
        DateColumn("opened_at", label=gettext_lazy("opened by hand")),
    ]
    edit_handler = ObjectList(
        [
            ReleasePanel(template="syndication/admin/release.html"),
            FieldPanel("name"),
            FieldPanel("opens_at"),
        ]
    )

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("<int:pk>/open/", open_now, name="open")]
