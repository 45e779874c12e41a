"""Who may act at a stage, in whose name, and what bars them from approving a version there."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState

from reviews.models.signoff import SignOff, Verdict
from reviews.models.standing import Assignment, Authorship, Deputy
from reviews.versions import version_of_draft

if TYPE_CHECKING:
    from reviews.models import ReviewStage

ACTIVE = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
# Versions that only note something beside the content are looked through for who wrote it.
MOST_LOOKED_THROUGH = 50


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody at a stage: as a member of its groups, for a member, or appointed for an item."""

    user: AbstractBaseUser
    behalf_of: AbstractBaseUser | None = None
    appointed_by: str = ""

    @property
    def people(self) -> set[int]:
        return {person.pk for person in (self.user, self.behalf_of) if person is not None}


def acting(user: AbstractBaseUser | None, stage: "ReviewStage", page: Page) -> Acting | None:
    """Return as whom somebody acts at a stage for a page; None if they may not."""
    if user is None or not user.pk or not user.is_active:
        return None
    if as_member(user, stage):
        return Acting(user)
    appointed = appointments(stage, page).filter(user=user.pk).first()
    if appointed:
        return Acting(user, appointed_by=appointed.appointed_by)
    delegation = as_deputy(user, stage)
    return Acting(user, delegation.principal) if delegation else None


def as_member(user: AbstractBaseUser, stage: "ReviewStage") -> bool:
    return user.is_active and stage.groups.filter(user=user.pk).exists()


def as_deputy(user: AbstractBaseUser, stage: "ReviewStage") -> Deputy | None:
    """Return the delegation under which somebody may act; it is worth what its principal may."""
    if not user.is_active:
        return None
    return deputies_at(stage).filter(deputy=user.pk).order_by("pk").first()


def deputies_at(stage: "ReviewStage") -> QuerySet[Deputy]:
    return (
        Deputy.objects.running()
        .filter(Q(stage=None) | Q(stage=stage.pk))
        .filter(
            principal__is_active=True,
            deputy__is_active=True,
            principal__in=members_of(stage).values("pk"),
        )
        .select_related("principal", "deputy")
    )


def members_of(stage: "ReviewStage") -> QuerySet[Any]:
    """Return the active members of a stage's groups."""
    groups = stage.groups.order_by().values("pk")
    return get_user_model().objects.filter(is_active=True, groups__in=groups).distinct()


def appointments(stage: "ReviewStage", page: Page) -> QuerySet[Assignment]:
    return Assignment.objects.filter(
        stage=stage.pk,
        workflow_state__status__in=ACTIVE,
        workflow_state__object_id=str(page.pk),
        workflow_state__base_content_type=page.get_base_content_type(),
    )


def assigned_to(user: AbstractBaseUser, stage: "ReviewStage") -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(user=user.pk, stage=stage.pk)
    return rows.order_by().values("workflow_state") if user.is_active else rows.none()


def everybody_at(stage: "ReviewStage", page: Page) -> list[Acting]:
    """Return all who may act at a stage for a page, each once."""
    found = [Acting(user) for user in members_of(stage)]
    found += [
        Acting(row.user, appointed_by=row.appointed_by)
        for row in appointments(stage, page).filter(user__is_active=True).select_related("user")
    ]
    found += [Acting(row.deputy, row.principal) for row in deputies_at(stage)]
    by_user: dict[int, Acting] = {}
    for each in found:
        by_user.setdefault(each.user.pk, each)
    return list(by_user.values())


def unbarred_at(stage: "ReviewStage", page: Page, revision: Revision) -> list[Acting]:
    """Return who could approve a version at a stage now."""
    return [who for who in everybody_at(stage, page) if not bar(who, stage, revision)]


def bar(who: Acting, stage: "ReviewStage", revision: Revision) -> str:
    """Say why somebody may not approve this version at a stage; "" if they may."""
    if stage.not_by_writer and writer_of(revision) in who.people:
        return _("Whoever wrote this version does not approve it: ask a colleague.")
    if stage.not_twice and who.people & _signed_elsewhere(stage, revision):
        return _("You have approved this version at another stage: this one is for somebody else.")
    return ""


def writer_of(revision: Revision) -> int | None:
    """Return who wrote a version: whoever saved this content first, not who saved it again."""
    if hasattr(revision, "first_writer"):
        return revision.first_writer
    writer, digest = revision.user_id, version_of_draft(revision)
    earlier = Revision.objects.filter(
        base_content_type=revision.base_content_type_id, object_id=revision.object_id,
        pk__lt=revision.pk,
    ).order_by("-pk")  # fmt: skip
    for each in earlier[:MOST_LOOKED_THROUGH]:
        if version_of_draft(each) != digest:
            break
        # What a program saved is theirs who first took it in hand.
        writer = each.user_id or writer
    revision.first_writer = writer
    return writer


def note_writer(revision: Revision) -> None:
    """Keep who wrote a version where it was not who saved it last, for lists to know."""
    writer = writer_of(revision)
    if writer != revision.user_id:
        Authorship.objects.update_or_create(revision=revision, defaults={"user_id": writer})


def _signed_elsewhere(stage: "ReviewStage", revision: Revision) -> set[int]:
    digest = version_of_draft(revision)
    rows = SignOff.objects.filter(page_ref=int(revision.object_id), digest=digest)
    latest = {row.stage_ref: row for row in rows.order_by("pk")}
    signed = [
        row for ref, row in latest.items() if ref != stage.pk and row.verdict == Verdict.APPROVED
    ]
    return {person for row in signed for person in (row.user_id, row.behalf_of_id) if person}
