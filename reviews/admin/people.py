"""Screens about people: deputies for a while, and who is appointed where nobody can decide."""

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.log_actions import log
from wagtail.models import TaskState

from backstage.screens import screen
from reviews import standing
from reviews.admin.access import can_manage, may_name_deputy
from reviews.admin.forms import AppointForm, DeputyForm
from reviews.models import Assignment, Deputy
from reviews.models.stage import stage_of
from reviews.names import name_of

APPOINTED = "reviews.appointed"
MOST_SHOWN = 200


@require_http_methods(["GET", "POST"])
def deputies(request: HttpRequest) -> HttpResponse:
    """Show delegations and name a deputy; those who manage reviews do it for others, too."""
    user, manages = request.user, can_manage(request.user)
    if not may_name_deputy(user):
        raise PermissionDenied
    form = DeputyForm(request.POST or None, user=user, manages=manages)
    if request.method == "POST" and form.is_valid():
        form.instance.named_by = name_of(user)
        form.save()
        flash.success(request, _("Recorded. What the deputy decides is kept as done on behalf."))
        return redirect("reviews:deputies")
    rows = Deputy.objects.select_related("principal", "deputy", "stage")
    if not manages:
        rows = rows.filter(Q(principal=user.pk) | Q(deputy=user.pk))
    context = {"form": form, "rows": rows[:MOST_SHOWN], "manages": manages, "user_pk": user.pk}
    trail = [(reverse("reviews:board"), _("Review board"))]
    return screen(request, "reviews/deputies.html", _("Deputies"), "group", context, trail=trail)


@require_POST
def end_deputy(request: HttpRequest, deputy_id: int) -> HttpResponse:
    row = get_object_or_404(Deputy, pk=deputy_id)
    if not (can_manage(request.user) or row.principal_id == request.user.pk):
        raise PermissionDenied
    if not row.is_over:
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
        flash.success(request, _("The delegation is over."))
    return redirect("reviews:deputies")


@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest, state_id: int) -> HttpResponse:
    """Let somebody decide at one stage about one item, because nobody else can."""
    if not can_manage(request.user):
        raise PermissionDenied
    state = get_object_or_404(
        TaskState.objects.select_related("workflow_state", "revision"),
        pk=state_id,
        status=TaskState.STATUS_IN_PROGRESS,
    )
    stage = stage_of(state.task)
    if stage is None:
        raise PermissionDenied
    page = state.revision.as_object()
    barred = {standing.writer_of(state.revision)} - {None} if stage.not_by_writer else set()
    form = AppointForm(request.POST or None, barred=barred)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["user"]
        Assignment.objects.update_or_create(
            workflow_state=state.workflow_state,
            stage=stage,
            user=chosen,
            defaults={
                "reason": form.cleaned_data["reason"],
                "appointed_by": name_of(request.user),
            },
        )
        said = {
            "user": name_of(chosen),
            "stage": stage.label,
            "reason": form.cleaned_data["reason"],
        }
        log(instance=page, action=APPOINTED, user=request.user, data=said)
        told = _("%(name)s may decide at the stage “%(stage)s” about this item now.")
        flash.success(request, told % {"name": name_of(chosen), "stage": stage.label})
        return redirect("reviews:board")
    everybody = standing.everybody_at(stage, page)
    context = {
        "page": page,
        "stage": stage,
        "form": form,
        "there": [
            (name_of(who.user), standing.bar(who, stage, state.revision)) for who in everybody
        ],
        "writer": state.revision.user,
    }
    trail = [(reverse("reviews:board"), _("Review board"))]
    title = _("Appoint a reviewer")
    return screen(request, "reviews/appoint.html", title, "user", context, trail=trail)
