"""Publication before the review (应急发布): now, under a name, and reviewed afterwards."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import pre_delete
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log as log_action
from wagtail.models import Page, WorkflowState
from wagtail.signals import page_unpublished

from reviews.clearance import clearance_of, missing_at
from reviews.content import digest_of
from reviews.governing import Review, review_by, review_of
from reviews.models import Emergency, Outcome, Passage, SignOff, Verdict
from reviews.names import name_of
from reviews.signing import NotAllowed
from reviews.standing import ACTIVE
from reviews.versions import version_of

PERMISSION = "reviews.publish_emergency"
LOGGED, SETTLED = "reviews.emergency", "reviews.emergency_settled"
HOURS = 24

log = logging.getLogger(__name__)


def install() -> None:
    page_unpublished.connect(on_withdrawal, dispatch_uid="reviews.withdrawal")
    pre_delete.connect(on_deletion, dispatch_uid="reviews.deletion")


def may_publish(user: AbstractBaseUser, page: Page) -> bool:
    """Tell whether somebody may publish a page they edit before it was reviewed."""
    return (
        user.is_active
        and user.has_perm(PERMISSION)
        and not page.alias_of_id
        and page.permissions_for_user(user).can_edit()
    )


@transaction.atomic
def publish(
    page: Page, user: AbstractBaseUser, *, reason: str, answerable: str, seen: str
) -> Emergency:
    """Publish a page's newest draft at once, and hand it in to be reviewed afterwards.

    `seen` is the digest of what was shown to whoever confirms it. What the other checks find holds
    it back like any publication. Raises NotAllowed, and Held.
    """
    Page.objects.select_for_update().get(pk=page.pk)
    draft = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    review = review_of(draft)
    if review is None or not review.stages:
        raise NotAllowed(draft, _("This place has no review in stages: publish as usual."))
    if clearance_of(draft, review):
        raise NotAllowed(draft, _("This version is approved already: publish as usual."))
    if digest_of(draft) != seen:
        raise NotAllowed(draft, _("The page has changed in the meantime: look at it again."))
    # What cannot wait for a reviewer does not wait for its hour either.
    draft.go_live_at = None
    revision = draft.save_revision(user=user, clean=False)
    row = Emergency.objects.create(
        page_id=page.pk,
        page_ref=page.pk,
        page_title=draft.title[:255],
        digest=version_of(draft),
        revision_ref=revision.pk,
        workflow_ref=review.workflow.pk,
        workflow_name=review.workflow.name,
        reason=reason,
        answerable=answerable,
        user=user,
        user_name=name_of(user),
        due_at=timezone.now() + timedelta(hours=hours()),
    )
    revision.publish(user=user, skip_permission_checks=True)
    said = {"reason": reason, "answerable": answerable, "emergency": row.pk}
    log_action(instance=draft, action=LOGGED, user=user, revision=revision, data=said)
    log.warning(
        "Published before its review: page %s, by %s, answered for by %s: %s",
        page.pk, user.get_username(), answerable, reason,
    )  # fmt: skip
    hand_in(row, user)
    return row


def hand_in(row: Emergency, user: AbstractBaseUser | None) -> bool:
    """Put what was published into its review, if it is in none; tell whether that was done."""
    page = Page.objects.filter(pk=row.page_ref).first()
    if page is None or page.current_workflow_state is not None:
        return False
    review = review_of(page)
    if review is None or not review.stages:
        return False
    review.workflow.start(page.specific, user)
    return True


def fallen_out(rows: Iterable[Emergency]) -> set[int]:
    """Return the keys of those whose pages stand in no review: they want handing in; one query."""
    rows = list(rows)
    states = WorkflowState.objects.filter(
        object_id__in={str(row.page_ref) for row in rows},
        status__in=ACTIVE,
        base_content_type=_page_type(),
    )
    in_review = set(states.values_list("object_id", flat=True))
    return {row.pk for row in rows if str(row.page_ref) not in in_review}


def _page_type() -> ContentType:
    return ContentType.objects.get_for_model(Page)


def hours() -> float:
    """Return after how many hours the review is overdue."""
    return float(getattr(settings, "REVIEWS_EMERGENCY_HOURS", HOURS))


def pressing_on(page: Page) -> QuerySet[Emergency]:
    return Emergency.objects.pressing().filter(page_ref=page.pk)


# --- What becomes of it -----------------------------------------------------------------------


def on_signoff(signed: SignOff) -> None:
    """A stage has decided about what was published: all approvals confirm it, one refusal not."""
    for row in _pressing(signed.page_ref).filter(digest=signed.digest):
        if signed.verdict == Verdict.REFUSED:
            _settle(row, Outcome.REFUSED, signed.user_name)
        elif not missing_at(row.page_ref, row.digest, _review_of(row)):
            _settle(row, Outcome.CONFIRMED, signed.user_name)


def on_passage(passage: Passage) -> None:
    """Another version has gone out, by leave of all stages or in an emergency of its own."""
    for row in _pressing(passage.page_ref).exclude(digest=passage.digest):
        _settle(row, Outcome.REPLACED)


def on_withdrawal(sender: type, instance: Page, **kwargs: Any) -> None:
    for row in _pressing(instance.pk):
        _settle(row, Outcome.WITHDRAWN)


def on_deletion(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Page):
        on_withdrawal(sender, instance)


def _pressing(page_ref: int) -> QuerySet[Emergency]:
    return Emergency.objects.pressing().filter(page_ref=page_ref)


def _review_of(row: Emergency) -> Review:
    from wagtail.models import Workflow

    workflow = Workflow.objects.filter(pk=row.workflow_ref).first()
    review = review_by(workflow) if workflow else None
    return review or Review(workflow, ())


def _settle(row: Emergency, outcome: Outcome, by: str = "") -> None:
    row.outcome, row.settled_at, row.settled_by = outcome, timezone.now(), by
    row.save(update_fields=["outcome", "settled_at", "settled_by"])
    page = Page.objects.filter(pk=row.page_ref).first()
    if page is not None:
        data = {"outcome": str(outcome.label), "emergency": row.pk}
        log_action(instance=page, action=SETTLED, data=data)
