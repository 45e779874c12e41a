"""What became of published pages: withdrawals, changes, and dates that were refused."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.models import Page

from backstage.reports import GuardedReportView
from lifecycle.admin.access import decided_by, seen_by, sees_any
from lifecycle.models import Cause, Change, ChangeKind, Meaning, RefusedDate, Withdrawal


class LifeReport(GuardedReportView):
    """Rows of pages that the user may edit; each with its page, if that is still there."""

    header_icon = "history"
    template_name = "lifecycle/admin/report.html"
    order: tuple[str, ...] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not sees_any(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet:
        return seen_by(self.request.user, self.model.objects.order_by(*self.order, "-pk"))

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        rows = list(context["object_list"])
        refs = {getattr(row, name, None) for row in rows for name in ("page_ref", "target_ref")}
        pages = Page.objects.in_bulk(refs - {None})
        for row in rows:
            row.shown_page = pages.get(row.page_ref)
            row.shown_target = pages.get(getattr(row, "target_ref", None))
        return {**context, "object_list": rows}


class WithdrawalFilterSet(WagtailFilterSet):
    meaning = django_filters.ChoiceFilter(label=_("Meaning"), choices=Meaning.choices)
    cause = django_filters.ChoiceFilter(label=_("Cause"), choices=Cause.choices)
    withdrawn_at = django_filters.DateFromToRangeFilter(
        label=_("Withdrawn at"), widget=DateRangePickerWidget
    )
    ended_at = django_filters.BooleanFilter(
        label=_("Public again"), lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Withdrawal
        fields = ["meaning", "cause", "withdrawn_at", "ended_at"]


class WithdrawalReport(LifeReport):
    model = Withdrawal
    page_title = _("Withdrawals")
    index_url_name = "lifecycle:withdrawals"
    index_results_url_name = "lifecycle:withdrawals_results"
    results_template_name = "lifecycle/admin/withdrawals.html"
    filterset_class = WithdrawalFilterSet
    order = ("-withdrawn_at",)
    list_export = [
        "title", "get_meaning_display", "get_cause_display", "explanation", "organ",
        "target_ref", "user_name", "withdrawn_at", "ended_at",
    ]  # fmt: skip
    export_headings = {
        "get_meaning_display": _("meaning"),
        "get_cause_display": _("cause of the withdrawal"),
        "target_ref": _("merged into which page"),
    }

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        keys = [row.pk for row in context["object_list"]]
        mine = decided_by(self.request.user, Withdrawal.objects.filter(pk__in=keys))
        return {**context, "may_change": set(mine.values_list("pk", flat=True))}


class ChangeFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(
        label=_("Kind of change"),
        choices=[(each.value, each.label) for each in (ChangeKind.MAJOR, ChangeKind.CORRECTION)],
    )
    went_live_at = django_filters.DateFromToRangeFilter(
        label=_("Public since"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Change
        fields = ["kind", "went_live_at"]


class ChangeReport(LifeReport):
    model = Change
    page_title = _("Changes and corrections")
    index_url_name = "lifecycle:changes"
    index_results_url_name = "lifecycle:changes_results"
    results_template_name = "lifecycle/admin/changes.html"
    filterset_class = ChangeFilterSet
    order = ("-went_live_at",)
    list_export = ["title", "get_kind_display", "note", "right", "user_name", "went_live_at"]
    export_headings = {"get_kind_display": _("kind of change")}

    def get_base_queryset(self) -> QuerySet:
        rows = super().get_base_queryset().filter(went_live_at__isnull=False)
        return rows.select_related("earlier")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        keys = [row.pk for row in context["object_list"] if row.earlier_id]
        mine = decided_by(self.request.user, Change.objects.filter(pk__in=keys))
        return {**context, "may_change": set(mine.values_list("pk", flat=True))}


class RefusedDateFilterSet(WagtailFilterSet):
    what = django_filters.ChoiceFilter(label=_("What was tried"), choices=RefusedDate.What.choices)
    last_at = django_filters.DateFromToRangeFilter(
        label=_("Last tried at"), widget=DateRangePickerWidget
    )

    class Meta:
        model = RefusedDate
        fields = ["what", "last_at"]


class RefusedDateReport(LifeReport):
    model = RefusedDate
    page_title = _("Refused dates")
    index_url_name = "lifecycle:refused_dates"
    index_results_url_name = "lifecycle:refused_dates_results"
    results_template_name = "lifecycle/admin/refused_dates.html"
    filterset_class = RefusedDateFilterSet
    order = ("-last_at",)
    list_export = [
        "title", "get_what_display", "tried", "floor", "user_name", "times", "first_at", "last_at",
    ]  # fmt: skip
    export_headings = {"get_what_display": _("what was tried")}
