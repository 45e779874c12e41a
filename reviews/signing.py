"""Verdicts: whether somebody may give one, and the row that is kept of it.

Wagtail's task states are decided in several ways, some of which know nothing of our task, so this
listens to the row itself: whoever decides it, the rules hold, and the sign-off is there before the
workflow goes on, which may publish.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_save, pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState, WorkflowTask

from reviews import standing
from reviews.models import ReviewStage, SignOff, Verdict
from reviews.models.stage import stage_of
from reviews.names import name_of
from reviews.standing import Acting
from reviews.versions import version_of

VERDICTS = {
    TaskState.STATUS_APPROVED: Verdict.APPROVED,
    TaskState.STATUS_REJECTED: Verdict.REFUSED,
}


class NotAllowed(ValidationError):
    """Somebody may not decide this now; the message says why. Nothing was done."""

    def __init__(self, page: Page, message: str) -> None:
        self.page = page
        super().__init__(message, code="not_allowed")


def install() -> None:
    pre_save.connect(before_deciding, dispatch_uid="reviews.before_deciding")
    post_save.connect(after_deciding, dispatch_uid="reviews.after_deciding")


def before_deciding(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Before a task state is decided (receiver of pre_save). Raises NotAllowed."""
    if raw or not isinstance(instance, TaskState) or instance._state.adding:
        return
    if instance.status not in VERDICTS or (stage := stage_of(instance.task)) is None:
        return
    with transaction.atomic():
        rows = TaskState.objects.select_for_update().filter(pk=instance.pk)
        was = rows.values_list("status", flat=True).first()
    if was == instance.status and hasattr(instance, "decided_by"):
        return
    page = instance.revision.as_object()
    if was != TaskState.STATUS_IN_PROGRESS:
        raise NotAllowed(page, _("Somebody else has decided at this stage in the meantime."))
    if page.latest_revision_id != instance.revision_id:
        raise NotAllowed(page, _("The page has changed in the meantime: look at it again."))
    instance.decided_by = _allowed(instance, stage, page)


def still_waiting(state: TaskState, stage: ReviewStage, user: Any) -> TaskState:
    """Return a task state as it is now, if it still waits for somebody. Raises NotAllowed."""
    review = WorkflowState.objects.select_related("current_task_state").get(
        pk=state.workflow_state_id
    )
    page, current = review.content_object.specific, review.current_task_state
    if current is None or current.task_id != stage.pk:
        raise NotAllowed(page, _("Somebody else has decided at this stage in the meantime."))
    if current.pk != state.pk:
        # Their own change, or somebody else's.
        who = standing.acting(user, stage, page)
        barred = standing.bar(who, stage, current.revision) if who else ""
        changed = _("The page has changed in the meantime: look at it again.")
        raise NotAllowed(page, barred or changed)
    return current


def _allowed(state: TaskState, stage: ReviewStage, page: Page) -> Acting:
    who = standing.acting(state.finished_by, stage, page)
    if who is None:
        raise NotAllowed(
            page,
            _("Only reviewers of the stage “%(stage)s” decide here.") % {"stage": stage.label},
        )
    if state.status == TaskState.STATUS_APPROVED:
        if barred := standing.bar(who, stage, state.revision):
            raise NotAllowed(page, barred)
    elif stage.asks_reason and not getattr(state, "given_reason", ""):
        raise NotAllowed(page, _("Choose the kind of reason why you refuse it."))
    return who


def after_deciding(
    sender: type, instance: Any, created: bool = False, raw: bool = False, **kwargs: Any
) -> None:
    """After it was decided: keep who did it (receiver of post_save)."""
    if raw or created or not isinstance(instance, TaskState) or instance.status not in VERDICTS:
        return
    who = getattr(instance, "decided_by", None)
    if who is None or getattr(instance, "is_kept", False):
        return
    instance.is_kept = True
    stage, state = stage_of(instance.task), instance.workflow_state
    page = instance.revision.as_object()
    signed = sign(
        page,
        stage,
        who,
        VERDICTS[instance.status],
        workflow=state.workflow,
        revision_ref=instance.revision_id,
        reason=getattr(instance, "given_reason", ""),
        comment=instance.comment,
        review_ref=state.pk,
        task_state_ref=instance.pk,
    )
    from reviews.emergencies import on_signoff

    on_signoff(signed)


def sign(
    page: Page,
    stage: ReviewStage,
    who: Acting,
    verdict: Verdict,
    *,
    workflow: Any,
    revision_ref: int,
    **given: Any,
) -> SignOff:
    """Keep a verdict on a page's content as it stands in memory."""
    behalf = who.behalf_of
    place = WorkflowTask.objects.filter(workflow=workflow, task=stage.pk).first()
    return SignOff.objects.create(
        page_ref=page.pk,
        page_title=page.title[:255],
        revision_ref=revision_ref,
        digest=version_of(page),
        workflow_ref=workflow.pk,
        workflow_name=workflow.name,
        stage_ref=stage.pk,
        stage_label=stage.label,
        stage_name=stage.name,
        order=place.sort_order or 0 if place else 0,
        verdict=verdict,
        user=who.user,
        user_name=name_of(who.user),
        behalf_of=behalf,
        behalf_name=name_of(behalf) if behalf else "",
        appointed_by=who.appointed_by,
        **given,
    )
