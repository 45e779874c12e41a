"""The review beside the editor, and what presses on the admin's first page."""

from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.forms import Media
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page, TaskState

from reviews import emergencies, standing
from reviews.admin.access import can_manage, seen_emergencies
from reviews.clearance import clearance_of
from reviews.governing import Review, review_of
from reviews.models import ReviewStage, SignOff
from reviews.models.stage import stage_of
from reviews.names import name_of
from reviews.versions import version_of
from reviews.waiting import waiting_for, without_reviewers

MOST_HISTORY = 30


@dataclass(frozen=True, slots=True)
class Step:
    """A stage, with the last verdict on the version in the editor, and who waits there."""

    stage: ReviewStage
    signed: SignOff | None
    is_current: bool
    able: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    review: Review | None
    steps: tuple[Step, ...]
    history: tuple[SignOff, ...]
    bar: str
    is_cleared: bool
    may_emergency: bool
    pressing: tuple[Any, ...]
    previews: tuple[tuple[str, str], ...]

    @property
    def is_shown(self) -> bool:
        return bool(self.review or self.history)

    @property
    def is_stuck(self) -> bool:
        return any(step.is_current and not step.able for step in self.steps)


def shown(page: Page, user: AbstractBaseUser) -> Shown:
    """Return what the panel says of a page's newest version."""
    review = review_of(page)
    history = tuple(SignOff.objects.filter(page_ref=page.pk)[:MOST_HISTORY])
    if review is None:
        return Shown(None, (), history, "", False, False, (), ())
    digest = version_of(page)
    # The newest verdict of each stage comes last into the table.
    rows = SignOff.objects.filter(page_ref=page.pk, digest=digest, stage_ref__in=review.refs)
    latest = {row.stage_ref: row for row in rows.order_by("pk")}
    state = page.current_workflow_task_state
    current = stage_of(state.task) if state else None
    steps = tuple(
        Step(
            stage,
            latest.get(stage.pk),
            stage == current,
            _able(stage, page, state) if stage == current else (),
        )
        for stage in review.stages
    )
    who = standing.acting(user, current, page) if current else None
    cleared = clearance_of(page, review) is not None
    return Shown(
        review,
        steps,
        history,
        standing.bar(who, current, state.revision) if who else "",
        cleared,
        not cleared and emergencies.may_publish(user, page),
        tuple(emergencies.pressing_on(page)),
        tuple(
            (mode, str(label) if mode else _("the web page")) for mode, label in page.preview_modes
        ),
    )


def _able(stage: ReviewStage, page: Page, state: TaskState) -> tuple[str, ...]:
    return tuple(name_of(who.user) for who in standing.unbarred_at(stage, page, state.revision))


class ReviewPanel(BaseSidePanel):
    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle review")
        icon_name = "check"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["count"] = len(self.panel.shown.pressing)
            return context

    name = "reviews"
    title = _("Review of the page")
    template_name = "reviews/panel.html"
    order = 110

    def __init__(self, page: Page, request: HttpRequest) -> None:
        super().__init__(page, request)
        self.shown = shown(page, request.user)

    @property
    def media(self) -> Media:
        return Media(css={"all": [versioned_static("reviews/reviews.css")]})

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {
            **super().get_context_data(parent_context),
            "shown": self.shown,
            "manages": can_manage(self.request.user),
        }


def install() -> None:
    """Give every page's editor the panel, like the checks' one."""
    EditView.get_side_panels = _with_review(EditView.get_side_panels)


def _with_review(get_side_panels: Any) -> Any:
    @wraps(get_side_panels)
    def get_side_panels_and_review(view: EditView) -> Any:
        panels = get_side_panels(view)
        if not view.expects_json_response and not view.hydrate_create_view:
            panel = ReviewPanel(view.page, view.request)
            if panel.shown.is_shown:
                panels.append(panel)
        return panels

    return get_side_panels_and_review


class PressingPanel(Component):
    """What cannot wait: emergencies not reviewed yet, items and stages without reviewers."""

    name = "reviews_pressing"
    template_name = "reviews/pressing.html"
    order = 80

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        user = request.user
        self.emergencies = list(seen_emergencies(user).pressing())
        manages = can_manage(user)
        waiting = waiting_for(user, sees_all=True) if manages else []
        self.stuck = [item for item in waiting if item.is_stuck]
        self.unmanned = list(without_reviewers()) if manages else []

    @property
    def is_shown(self) -> bool:
        return bool(self.emergencies or self.stuck or self.unmanned)

    @property
    def media(self) -> Media:
        return Media(css={"all": [versioned_static("reviews/reviews.css")]})

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {
            "emergencies": self.emergencies,
            "stuck": self.stuck,
            "unmanned": self.unmanned,
        }
