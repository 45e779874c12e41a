"""A review follows the page: whoever decides, decides about its newest version.

Reviewers may edit what they review. Then the stage waits with the new version, under a new task
state, so that a click on what somebody saw before no longer counts; and what earlier stages
approved was another content, so Wagtail asks them again. Where only something beside the content
has changed, their approvals go with the page.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.db.models.signals import post_save
from wagtail.models import Page, Revision, TaskState, WorkflowState

from reviews import standing
from reviews.models import ReviewStage, SignOff, Verdict
from reviews.versions import version_of_draft

NEW_VERSION = frozenset({"latest_revision", "latest_revision_created_at"})


def install() -> None:
    post_save.connect(follow, dispatch_uid="reviews.follow")


def follow(
    sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """After a page got a new draft, or its newest one another content (receiver of post_save)."""
    if raw or not isinstance(instance, Page) or not NEW_VERSION & set(update_fields or ()):
        return
    state = _under_review(instance)
    if state is None or state.current_task_state is None or instance.latest_revision_id is None:
        return
    revision = Revision.objects.get(pk=instance.latest_revision_id)
    digest = version_of_draft(revision)
    standing.note_writer(revision)
    _void(state, revision, digest)
    waiting = state.current_task_state
    if waiting.status != TaskState.STATUS_IN_PROGRESS:
        return
    if waiting.revision_id == revision.pk:
        return
    if version_of_draft(waiting.revision) == digest:
        _take_along(state, revision, digest)
        TaskState.objects.filter(pk=waiting.pk).update(revision=revision)
        return
    new = type(waiting)(
        workflow_state=state, revision=revision, task=waiting.task, status=waiting.status
    )
    new.save()
    WorkflowState.objects.filter(pk=state.pk).update(current_task_state=new)
    TaskState.objects.filter(pk=waiting.pk).delete()


def _under_review(page: Page) -> WorkflowState | None:
    return (
        WorkflowState.objects.for_instance(page)
        .filter(
            status=WorkflowState.STATUS_IN_PROGRESS,
            current_task_state__task__content_type=ContentType.objects.get_for_model(ReviewStage),
        )
        .select_related("current_task_state__task", "current_task_state__revision")
        .first()
    )


def _void(state: WorkflowState, revision: Revision, digest: str) -> None:
    """A saved draft was written over: who approved it before has approved another content."""
    approved = TaskState.objects.filter(
        workflow_state=state,
        revision=revision,
        status=TaskState.STATUS_APPROVED,
        task__content_type=ContentType.objects.get_for_model(ReviewStage),
    )
    if approved.exists():
        signed = set(_signed(state, digest).values_list("stage_ref", flat=True))
        approved.exclude(task__in=signed).update(status=TaskState.STATUS_CANCELLED)


def _take_along(state: WorkflowState, revision: Revision, digest: str) -> None:
    """Let approvals of the very same content hold for its new draft, too."""
    keys = list(_signed(state, digest).values_list("task_state_ref", flat=True))
    for approved in TaskState.objects.filter(pk__in=keys, status=TaskState.STATUS_APPROVED):
        approved.copy(update_attrs={"revision": revision})


def _signed(state: WorkflowState, digest: str) -> QuerySet[SignOff]:
    return SignOff.objects.filter(review_ref=state.pk, digest=digest, verdict=Verdict.APPROVED)
