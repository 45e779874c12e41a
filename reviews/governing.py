"""Which review a place stands under: the nearest workflow above it, if it has stages."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from reviews.models import ReviewStage


@dataclass(frozen=True, slots=True)
class Review:
    """A workflow with stages, and those of them that are in use, in their order."""

    workflow: Workflow
    stages: tuple[ReviewStage, ...]

    @property
    def refs(self) -> tuple[int, ...]:
        return tuple(stage.pk for stage in self.stages)


def review_of(page: Page) -> Review | None:
    """Return the review that a page stands under; it may be new and have its place only."""
    return review_at(page.path) if page.path else None


def review_at(path: str) -> Review | None:
    workflow = workflow_at(path)
    return review_by(workflow) if workflow else None


def workflow_at(path: str) -> Workflow | None:
    """Return the workflow in use nearest to a place in the tree: one query."""
    above = [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]
    nearest = (
        WorkflowPage.objects.filter(page__path__in=above, workflow__active=True)
        .select_related("workflow")
        .order_by("-page__depth")
        .first()
    )
    return nearest.workflow if nearest else None


def review_by(workflow: Workflow) -> Review | None:
    """Return a workflow as a review. One whose stages are all out of use lets nothing pass."""
    rows = WorkflowTask.objects.filter(
        workflow=workflow, task__content_type=ContentType.objects.get_for_model(ReviewStage)
    ).order_by("sort_order")
    keys = [row.task_id for row in rows]
    if not keys:
        return None
    found = ReviewStage.objects.in_bulk(keys)
    return Review(workflow, tuple(found[key] for key in keys if key in found and found[key].active))
