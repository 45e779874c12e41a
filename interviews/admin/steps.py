"""The screen of an interview's steps: take one now, set one for later, see what stands against."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateTimeInput

from backstage.screens import screen
from interviews import access, schedule
from interviews.ledger.counting import counts_of, left_if_ended_now
from interviews.models import Entry, Sitting, Step
from interviews.moving import move_to, obstacles, permission_for
from interviews.record.kinds import Kind
from interviews.states import ORDER, State, is_past, ways_from
from interviews.topics import deciding
from interviews.topics.ballots import ballot_of, number_in

MOST_LEFT = 50


@dataclass(frozen=True, slots=True)
class Way:
    to: State
    label: str
    obstacles: list[str]
    is_mine: bool
    remarks: list[str]


class PlanForm(forms.Form):
    to = forms.ChoiceField(label=gettext_lazy("new state"))
    due_at = forms.DateTimeField(label=gettext_lazy("due"), widget=AdminDateTimeInput)

    def __init__(self, sitting: Sitting, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [
            (state.value, state.label) for state in ORDER if not is_past(sitting.state, state)
        ]


def steps(request: HttpRequest, sitting_id: int, form: PlanForm | None = None) -> HttpResponse:
    sitting = _sitting(request, sitting_id)
    ways = [
        Way(
            to, label, list(obstacles(sitting, to)),
            access.may(request.user, permission_for(sitting.stands, to), sitting),
            list(deciding.remarks(sitting.page)) if to == State.TOPIC_VOTE else [],
        )
        for to, label in ways_from(sitting.stands).items()
    ]  # fmt: skip
    counts = counts_of(sitting)
    shown = {
        "sitting": sitting,
        "ways": ways,
        "ballot": ballot_of(sitting),
        "longest_why": deciding.LONGEST_REASON,
        "counts": counts,
        "left": left_if_ended_now(sitting)[:MOST_LEFT]
        if counts.blank and _sees_questions(request, sitting)
        else [],
        "planned": sitting.steps.select_related("set_by"),
        "taken": Entry.objects.filter(sitting=sitting, kind=Kind.STATE).order_by("number"),
        "form": form or PlanForm(sitting),
    }
    trail = [(reverse("wagtailadmin_pages:edit", args=[sitting.page_id]), sitting.page.title)]
    title = _("Steps of the interview")
    template = "interviews/admin/steps.html"
    return screen(request, template, title, "clipboard-list", shown, trail=trail)


@require_POST
def take(request: HttpRequest, sitting_id: int) -> HttpResponse:
    sitting = _sitting(request, sitting_id)
    to = request.POST.get("to")
    if to not in State.values:
        raise PermissionDenied
    try:
        move_to(
            sitting, to, request.user, reason=request.POST.get("reason", ""),
            topic=_topic(request), why=request.POST.get("why", ""),
        )  # fmt: skip
    except ValidationError as refusal:
        messages.error(request, "".join(refusal.messages))
    else:
        messages.success(
            request, _("The interview is now: %(state)s.") % {"state": State(to).label}
        )
    return redirect("interviews:steps", sitting.pk)


@require_POST
def plan(request: HttpRequest, sitting_id: int) -> HttpResponse:
    sitting = _sitting(request, sitting_id)
    form = PlanForm(sitting, request.POST)
    if not form.is_valid():
        return steps(request, sitting_id, form)
    try:
        schedule.plan_step(
            sitting, form.cleaned_data["to"], form.cleaned_data["due_at"], request.user
        )
    except ValidationError as refusal:
        messages.error(request, "".join(refusal.messages))
    return redirect("interviews:steps", sitting.pk)


@require_POST
def cancel(request: HttpRequest, step_id: int) -> HttpResponse:
    step = get_object_or_404(Step, pk=step_id)
    sitting = _sitting(request, step.sitting_id)
    schedule.cancel_step(step, request.user)
    return redirect("interviews:steps", sitting.pk)


def _topic(request: HttpRequest) -> int | None:
    """Return the number of the topic that was chosen; None leaves it to the vote."""
    chosen = request.POST.get("topic", "")
    return number_in(chosen) if chosen else None


def _sees_questions(request: HttpRequest, sitting: Sitting) -> bool:
    """Tell whether somebody may read what no moderator has let pass yet."""
    return any(
        access.may(request.user, permission, sitting)
        for permission in (access.MODERATE, access.CONDUCT)
    )


def _sitting(request: HttpRequest, sitting_id: int) -> Sitting:
    """Return a sitting whose page the user may edit."""
    sitting = get_object_or_404(Sitting.objects.select_related("page"), pk=sitting_id)
    if not sitting.page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return sitting
