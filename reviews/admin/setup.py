"""Which columns stand under which review, and a review of three stages made in one form."""

from collections import defaultdict
from typing import Any

from django.contrib import messages as flash
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from backstage.screens import screen
from reviews.admin.access import can_manage
from reviews.admin.forms import PlaceForm, SetupForm
from reviews.models import ReviewStage
from reviews.setting_up import change, role_of, set_up, stages_of


@require_safe
def columns(request: HttpRequest) -> HttpResponse:
    """Show every place with a workflow: its stages, their groups, how many people are there."""
    _managers_only(request)
    rows = list(
        WorkflowPage.objects.filter(workflow__active=True)
        .select_related("page", "workflow")
        .order_by("page__path")
    )
    stages = _stages_by_workflow([row.workflow_id for row in rows])
    shown = [{"place": row, "stages": stages.get(row.workflow_id, [])} for row in rows]
    trail = [(reverse("reviews:board"), _("Review board"))]
    title = _("Reviews of columns")
    return screen(request, "reviews/columns.html", title, "tasks", {"rows": shown}, trail=trail)


@require_http_methods(["GET", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    _managers_only(request)
    title = _("Set up a review in three stages")
    place = PlaceForm(request.POST or request.GET)
    if not place.is_valid():
        asked = place if place.data else PlaceForm()
        return _form(request, asked, title, "reviews/setup_place.html")
    page = place.cleaned_data["page"]
    form = SetupForm(request.POST or None, places=[page], initial={"page": page.pk})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        set_up(data["page"].specific, data["name"], form.specs, **form.switches)
        flash.success(
            request,
            _("Set up. What is public there stays so; from now on nothing new passes unreviewed."),
        )
        return redirect("reviews:columns")
    return _form(request, form, title)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, review_id: int) -> HttpResponse:
    _managers_only(request)
    workflow = get_object_or_404(Workflow, pk=review_id)
    stages = stages_of(workflow)
    if not stages:
        return redirect("wagtailadmin_workflows:edit", workflow.pk)
    initial: dict[str, Any] = {"name": workflow.name}
    for switch in SetupForm.SWITCHES:
        initial[switch] = getattr(stages[0], switch)
    for number, stage in enumerate(stages):
        initial |= {
            f"label_{number}": stage.label,
            f"role_{number}": role_of(stage),
            f"groups_{number}": list(stage.groups.all()),
        }
    form = SetupForm(
        request.POST or None, places=Page.objects.filter(workflowpage__workflow=workflow),
        initial=initial, count=len(stages), is_new=False,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        change(workflow, form.cleaned_data["name"], form.specs, **form.switches)
        flash.success(request, _("Changed. What these stages have approved stays approved."))
        return redirect("reviews:columns")
    return _form(request, form, workflow.name)


def _form(
    request: HttpRequest, form: PlaceForm, title: str, template: str = "reviews/setup.html"
) -> HttpResponse:  # fmt: skip
    trail = [
        (reverse("reviews:board"), _("Review board")),
        (reverse("reviews:columns"), _("Reviews of columns")),
    ]
    context = {"form": form, "media": form.media}
    return screen(request, template, title, "tasks", context, trail=trail)


def _managers_only(request: HttpRequest) -> None:
    if not can_manage(request.user):
        raise PermissionDenied


def _stages_by_workflow(workflows: list[int]) -> dict[int, list[dict[str, Any]]]:
    """Return the stages of these workflows with their groups and members; a fixed few queries."""
    rows = WorkflowTask.objects.filter(workflow__in=workflows, task__active=True).order_by(
        "workflow", "sort_order"
    )
    active = get_user_model().objects.filter(is_active=True)
    stages = ReviewStage.objects.filter(pk__in=[row.task_id for row in rows]).prefetch_related(
        Prefetch("groups__user_set", active, to_attr="active_members")
    )
    by_key = {stage.pk: stage for stage in stages}
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if stage := by_key.get(row.task_id):
            groups = list(stage.groups.all())
            people = {user.pk for group in groups for user in group.active_members}
            found[row.workflow_id].append({"stage": stage, "groups": groups, "number": len(people)})
    return found
