"""Screens of Wagtail's that show too much, narrowed to what somebody may see."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from wagtail.admin.views.chooser import BrowseView
from wagtail.admin.views.reports.audit_logging import SiteHistoryReportFilterSet
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.views.reports.workflows import (
    WorkflowReportFilterSet,
    WorkflowTasksReportFilterSet,
)
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page

from subsites.confining import sight

# Filters of reports, and what can be chosen in each.
CHOICES: tuple[tuple[Any, str, Callable[[Any], Any]], ...] = (
    (LockedPagesReportFilterSet, "locked_by", sight.colleagues),
    (WorkflowReportFilterSet, "workflow", sight.workflows),
    (WorkflowReportFilterSet, "requested_by", sight.colleagues),
    (WorkflowTasksReportFilterSet, "workflow", sight.workflows),
    (WorkflowTasksReportFilterSet, "task", sight.tasks),
)


def narrow_pages_to_choose(pages: Any, request: HttpRequest) -> Any:
    """Fill Wagtail's hook `construct_page_chooser_queryset`."""
    if request.user.is_superuser:
        return pages
    return pages.filter(sight.choosable(request.user))


def narrow() -> None:
    """Narrow Wagtail's screens; once, when the app is ready."""
    for filters, name, choices in CHOICES:
        filters.base_filters[name].queryset = _of_user(choices)
    _wrap(SiteHistoryReportFilterSet, "get_users_queryset", _colleagues_only)
    _wrap(PageTypesUsageReportView, "decorate_paginated_queryset", _without_pages_of_others)
    _wrap(BrowseView, "get_object_list", _from_where_it_is_seen)
    for views in (ImagesAdminAPIViewSet, DocumentsAdminAPIViewSet):
        _wrap(views, "get_queryset", _files_only_of_own)


def _of_user(choices: Callable[[Any], Any]) -> Callable[[HttpRequest], Any]:
    return lambda request: choices(request.user)


def _wrap(owner: Any, name: str, around: Callable[..., Any]) -> None:
    original = getattr(owner, name)

    @wraps(original)
    def wrapped(self: Any, *args: Any, **kwargs: Any) -> Any:
        return around(self, original, *args, **kwargs)

    setattr(owner, name, wrapped)


def _colleagues_only(self: Any, original: Callable[..., Any]) -> Any:
    keys = sight.colleagues(self.request.user).order_by().values("pk")
    return original(self).filter(pk__in=keys)


def _without_pages_of_others(self: Any, original: Callable[..., Any], rows: Any) -> Any:
    rows = original(self, rows)
    pages = {row.last_edited_page.pk for row in rows if row.last_edited_page}
    seen = sight.pages_seen_by(self.request.user).filter(pk__in=pages)
    known = set(seen.values_list("pk", flat=True))
    for row in rows:
        if row.last_edited_page and row.last_edited_page.pk not in known:
            row.last_edited_page = None
    return rows


def _from_where_it_is_seen(self: Any, original: Callable[..., Any]) -> Any:
    user = self.request.user
    may = Page.objects.filter(pk=self.parent_page.pk).filter(sight.choosable(user))
    if not user.is_superuser and not may.exists():
        self.parent_page = Page.get_first_root_node().specific
    return original(self)


def _files_only_of_own(self: Any, original: Callable[..., Any]) -> Any:
    files = original(self)
    seen = sight.files_seen_by(self.request.user, files.model)
    return files.filter(pk__in=seen.order_by().values("pk"))
