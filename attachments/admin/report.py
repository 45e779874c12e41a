"""The report of what was published although a check had found it: who answers for it, and why."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from attachments.gate.deciding import may_waive
from attachments.models import Waiver
from backstage.reports import GuardedReportView


class WaiverFilterSet(WagtailFilterSet):
    created_at = django_filters.DateFromToRangeFilter(
        label=_("Decided at"), widget=DateRangePickerWidget
    )
    revoked_at = django_filters.BooleanFilter(
        label=_("Taken back"), lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Waiver
        fields = ["created_at", "revoked_at"]


class WaiverReport(GuardedReportView):
    model = Waiver
    index_url_name = "attachments:waivers"
    index_results_url_name = "attachments:waivers_results"
    template_name = "attachments/waiver_report.html"
    results_template_name = "attachments/waivers.html"
    page_title = _("Waivers of checks")
    header_icon = "clipboard-list"
    filterset_class = WaiverFilterSet
    list_export = [
        "page_title", "what", "place", "snippet", "reason", "user_name", "created_at",
        "revoked_at", "revoked_by",
    ]  # fmt: skip
    export_headings = {"page_title": _("page"), "user_name": _("decided by")}
    default_ordering = "-created_at"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_waive(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> Any:
        return Waiver.objects.select_related("page", "user").order_by("-created_at", "-pk")
