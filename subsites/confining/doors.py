"""Addresses of the admin that name what somebody may not see, shut before they are opened."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import permission_denied
from wagtail.models import Task
from wagtail.permissions import policy_registry

from subsites.confining.sight import are_seen, is_seen

# Address by name: the argument that holds the page.
PAGES = {
    "wagtailadmin_pages:move_confirm": "page_to_move_id",
    "wagtailadmin_pages:confirm_workflow_cancellation": "page_id",
}
TASKS = frozenset(
    f"wagtailadmin_workflows:{name}"
    for name in ("task_chooser", "task_chooser_results", "task_chooser_create", "task_chosen")
)
BULK = "wagtail_bulk_action"


class DoorsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name
        if name not in PAGES and name not in TASKS and name != BULK:
            return None
        user = request.user
        if not user.is_authenticated or user.is_superuser or _may(request, name, kwargs):
            return None
        return permission_denied(request)


def _may(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> bool:
    if name in PAGES:
        return is_seen(request.user, kwargs[PAGES[name]])
    if name in TASKS:
        policy = policy_registry.get_by_type(Task)
        return policy.user_has_any_permission(request.user, {"add", "change"})
    try:
        model = apps.get_model(kwargs["app_label"], kwargs["model_name"])
    except LookupError:
        return True
    keys = [*request.GET.getlist("id"), *request.POST.getlist("id")]
    # "all" stands for what the listing shows, and that is narrowed by itself.
    return are_seen(request.user, model, [key for key in keys if key != "all"])
