"""What waits at the stages: for how long, whom it waits for, and what nobody can decide."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Prefetch, Q, QuerySet
from wagtail.models import Page, TaskState, WorkflowPage, WorkflowState
from wagtail.permissions import page_permission_policy

from reviews.models import Assignment, Authorship, Deputy, ReviewStage, SignOff, Verdict
from reviews.names import name_of
from reviews.standing import ACTIVE, Acting

EDITING = frozenset({"change", "publish"})


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item at a stage. `able` could approve it now; if there are none it is stuck."""

    state: TaskState
    page: Page
    stage: ReviewStage
    able: tuple[Acting, ...]
    everybody: tuple[Acting, ...]
    is_seen: bool

    @property
    def since(self) -> datetime:
        return self.state.started_at

    @property
    def is_stuck(self) -> bool:
        return not self.able

    @property
    def names(self) -> list[str]:
        return [name_of(who.user) for who in self.able]

    @property
    def handed_in_by(self) -> str:
        user = self.state.workflow_state.requested_by
        return name_of(user) if user else ""

    def is_for(self, user: AbstractBaseUser) -> bool:
        return any(who.user.pk == user.pk for who in self.able)

    def is_shown_to(self, user: AbstractBaseUser) -> bool:
        return self.is_seen or any(who.user.pk == user.pk for who in self.everybody)


def waiting_for(user: AbstractBaseUser, *, sees_all: bool) -> list[Waiting]:
    """Return what waits at stages that somebody may see, oldest first, in a fixed few queries."""
    states = list(_states())
    pages = Page.objects.in_bulk([int(state.workflow_state.object_id) for state in states])
    people = _People.of(states)
    seen = set(pages) if sees_all else _editable(user, pages)
    found = []
    for state in states:
        page = pages.get(int(state.workflow_state.object_id))
        stage = people.stages.get(state.task_id)
        if page is None or stage is None:
            continue
        everybody = people.at(stage, state)
        able = tuple(who for who in everybody if not people.is_barred(who, stage, state))
        item = Waiting(state, page, stage, able, everybody, page.pk in seen)
        if item.is_shown_to(user):
            found.append(item)
    return found


def _states() -> QuerySet[TaskState]:
    return (
        TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
            workflow_state__current_task_state=F("pk"),
            task__content_type=ContentType.objects.get_for_model(ReviewStage),
        )
        .select_related("workflow_state__workflow", "workflow_state__requested_by", "revision")
        .defer("revision__content")
        .order_by("started_at", "pk")
    )


def _editable(user: AbstractBaseUser, pages: Iterable[int]) -> set[int]:
    mine = page_permission_policy.instances_user_has_any_permission_for(user, set(EDITING))
    return set(mine.filter(pk__in=list(pages)).order_by().values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class _People:
    """Who may act where, read for all items at once."""

    stages: dict[int, ReviewStage]
    members: dict[int, dict[int, Any]]
    deputies: list[Deputy]
    appointed: dict[tuple[int, int], list[Assignment]]
    signed: dict[int, list[SignOff]]
    # By the keys of drafts; where none is kept, it is who saved the draft.
    writers: dict[int, int | None]

    @classmethod
    def of(cls, states: list[TaskState]) -> "_People":
        active = get_user_model().objects.filter(is_active=True)
        stages = ReviewStage.objects.filter(
            pk__in={state.task_id for state in states}
        ).prefetch_related(Prefetch("groups__user_set", active, to_attr="active_members"))
        by_key = {stage.pk: stage for stage in stages}
        members = {
            key: {user.pk: user for group in stage.groups.all() for user in group.active_members}
            for key, stage in by_key.items()
        }
        running = Deputy.objects.running().filter(deputy__is_active=True)
        rows = Assignment.objects.filter(
            workflow_state__in=[state.workflow_state_id for state in states],
            workflow_state__status__in=ACTIVE,
            user__is_active=True,
        ).select_related("user")
        appointed = defaultdict(list)
        for row in rows:
            appointed[row.workflow_state_id, row.stage_id].append(row)
        signed = defaultdict(list)
        for row in SignOff.objects.filter(
            revision_ref__in=[state.revision_id for state in states], verdict=Verdict.APPROVED
        ):
            signed[row.revision_ref].append(row)
        deputies = list(running.select_related("principal", "deputy").order_by("pk"))
        revisions = {state.revision_id: state.revision.user_id for state in states}
        kept = Authorship.objects.filter(revision__in=list(revisions))
        writers = revisions | dict(kept.values_list("revision", "user"))
        return cls(by_key, members, deputies, appointed, signed, writers)

    def at(self, stage: ReviewStage, state: TaskState) -> tuple[Acting, ...]:
        members = self.members[stage.pk]
        found = {pk: Acting(user) for pk, user in members.items()}
        for row in self.appointed.get((state.workflow_state_id, stage.pk), ()):
            found.setdefault(row.user_id, Acting(row.user, appointed_by=row.appointed_by))
        for row in self.deputies:
            if row.principal_id in members and row.stage_id in {None, stage.pk}:
                found.setdefault(row.deputy_id, Acting(row.deputy, row.principal))
        return tuple(found.values())

    def is_barred(self, who: Acting, stage: ReviewStage, state: TaskState) -> bool:
        if stage.not_by_writer and self.writers[state.revision_id] in who.people:
            return True
        elsewhere = {
            person
            for row in self.signed.get(state.revision_id, ())
            if row.stage_ref != stage.pk
            for person in (row.user_id, row.behalf_of_id)
        }
        return stage.not_twice and bool(who.people & elsewhere)


def without_reviewers() -> QuerySet[ReviewStage]:
    """Return the stages in use at which nobody is there to review."""
    return (
        ReviewStage.objects.filter(
            active=True,
            workflow_tasks__workflow__active=True,
            workflow_tasks__workflow__workflow_pages__isnull=False,
        )
        .annotate(members=Count("groups__user", filter=Q(groups__user__is_active=True)))
        .filter(members=0)
        .order_by("name")
        .distinct()
    )


def reviewed_columns() -> QuerySet[WorkflowPage]:
    """Return the places that stand under a review in stages, in the order of the tree."""
    kind = ContentType.objects.get_for_model(ReviewStage)
    return (
        WorkflowPage.objects.filter(
            workflow__active=True, workflow__workflow_tasks__task__content_type=kind
        )
        .select_related("page", "workflow")
        .order_by("page__path")
        .distinct()
    )
