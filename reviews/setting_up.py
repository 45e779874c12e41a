"""A review in stages for a column, made or changed in one go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission, Page, Task, Workflow, WorkflowPage, WorkflowTask

from reviews.models import RefusalReason, ReviewStage

LABELS = ("一审", "二审", "三审")
ROLES = ("责任编辑", "栏目负责人", "分管领导")
# What the list of reasons begins with; people change it as they like.
REASONS = (
    "事实有误", "表述不当", "政策依据不清", "涉密或涉及个人信息", "格式或附件有误", "不属于本栏目",
    "其他",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StageSpec:
    """A stage to be made: its short name, whose it is in words, and the groups that decide."""

    label: str
    role: str
    groups: Sequence[Group]


def groups_for(places: Iterable[Page]) -> QuerySet[Group]:
    """Return the groups that may review at any of these places: those that come into the admin and
    have rights there, above or below, and those that have rights to no pages at all and so belong
    to no part of the tree, such as a legal office.
    """
    there = Q(pk__in=[])
    for place in places:
        ways = range(Page.steplen, len(place.path) + 1, Page.steplen)
        there |= Q(page__path__in=[place.path[:end] for end in ways])
        there |= Q(page__path__startswith=place.path)
    rights = GroupPagePermission.objects
    return Group.objects.filter(
        Q(pk__in=rights.filter(there).values("group")) | ~Q(pk__in=rights.values("group")),
        pk__in=Group.objects.filter(
            permissions__content_type__app_label="wagtailadmin",
            permissions__codename="access_admin",
        ).values("pk"),
    )


@transaction.atomic
def set_up(column: Page, name: str, stages: Iterable[StageSpec], **switches: bool) -> Workflow:
    """Put a column and all below it under a new review of these stages.

    `switches` are fields of ReviewStage. What another workflow has in hand there goes on in it, and
    is then refused publication: it was approved by others.
    """
    workflow = Workflow.objects.create(name=name)
    for order, spec in enumerate(stages):
        stage = ReviewStage.objects.create(name=_name(name, spec), label=spec.label, **switches)
        stage.groups.set(spec.groups)
        WorkflowTask.objects.create(workflow=workflow, task=stage, sort_order=order)
    WorkflowPage.objects.update_or_create(page=column, defaults={"workflow": workflow})
    if not RefusalReason.objects.exists():
        rows = [RefusalReason(name=each, order=order) for order, each in enumerate(REASONS, 1)]
        RefusalReason.objects.bulk_create(rows)
    return workflow


@transaction.atomic
def change(workflow: Workflow, name: str, specs: Sequence[StageSpec], **switches: bool) -> None:
    """Change the stages of a review in place, so that what they approved stays approved."""
    workflow.name = name
    workflow.save()
    stages = stages_of(workflow)
    for stage, spec in zip(stages, specs, strict=True):
        stage.name, stage.label = _name(name, spec), spec.label
        for switch, value in switches.items():
            setattr(stage, switch, value)
        stage.save()
        stage.groups.set(spec.groups)


def stages_of(workflow: Workflow) -> list[ReviewStage]:
    """Return the stages of a workflow that are in use, in their order."""
    tasks = Task.objects.filter(workflow_tasks__workflow=workflow, active=True)
    ordered = tasks.order_by("workflow_tasks__sort_order").specific()
    return [task for task in ordered if isinstance(task, ReviewStage)]


def _name(review: str, spec: StageSpec) -> str:
    return f"{review}·{spec.label}（{spec.role}）"[:255]


def role_of(stage: ReviewStage) -> str:
    """Return whose a stage is, in words, out of its name."""
    name: Any = stage.name
    return name[name.rindex("（") + 1 : -1] if "（" in name and name.endswith("）") else name
