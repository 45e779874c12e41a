"""Approving bytes: a payload goes out if somebody answers for exactly this one."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from wagtail.models import Page, PageLogEntry

from syndication.engine.seen import answered_by_publishing, approvals_of_what_was_seen
from syndication.engine.wish import Wish
from syndication.models import Account, Approval, Payload
from syndication.models.approval import Way

PUBLISHED = ("wagtail.publish", "wagtail.publish.schedule", "wagtail.workflow.approve")


def approve(
    page_ref: int,
    account: Account,
    payload: Payload,
    way: Way,
    user: AbstractBaseUser | None,
    revision_ref: int = 0,
) -> Approval:
    """Record who answers for a payload. The first approval stands."""
    approval, _ = Approval.objects.get_or_create(
        page_ref=page_ref,
        account=account,
        payload=payload,
        defaults={
            "way": way,
            "user": user,
            "name": str(user.get_username()) if user else "",
            "revision_ref": revision_ref,
        },
    )
    return approval


def is_approved(page_ref: int, account_id: int, payload_id: int) -> bool:
    return Approval.objects.filter(
        page_ref=page_ref, account=account_id, payload=payload_id
    ).exists()


def by_publication(page: Page, wishes: Iterable[Wish]) -> None:
    """Let whoever published a page answer for its payloads, unless an account wants a reviewer.

    Where publishing does not suffice, because reviewers let the page out, they have answered for
    what they saw; anything else waits for somebody who does.
    """
    declared = [wish for wish in wishes if wish.payload and not wish.account.needs_review]
    known = set(
        Approval.objects.filter(
            page_ref=page.pk, payload__in=[wish.payload for wish in declared]
        ).values_list("account", "payload")
    )
    lacking = [wish for wish in declared if (wish.account.pk, wish.payload.pk) not in known]
    if not lacking:
        return
    answered = answered_by_publishing(page, {wish.account.pk for wish in lacking})
    unanswered = [wish for wish in lacking if wish.account.pk not in answered]
    if unanswered:
        for wish, seen in approvals_of_what_was_seen(page, unanswered):
            approve(page.pk, wish.account, wish.payload, Way.WORKFLOW, seen.user, seen.revision_ref)
        lacking = [wish for wish in lacking if wish.account.pk in answered]
    publisher = publisher_of(page)
    named = _users_named({wish.published_by for wish in lacking})
    for wish in lacking:
        user = named.get(wish.published_by, publisher)
        approve(
            page.pk, wish.account, wish.payload, Way.PUBLICATION, user, page.live_revision_id or 0
        )


def _users_named(names: set[str]) -> dict[str, AbstractBaseUser]:
    if not names - {""}:
        return {}
    model = get_user_model()
    found = model.objects.filter(**{f"{model.USERNAME_FIELD}__in": names - {""}})
    return {user.get_username(): user for user in found}


def publisher_of(page: Page) -> AbstractBaseUser | None:
    """Return who published or scheduled the live version of a page, if anybody is on record."""
    entry = (
        PageLogEntry.objects.filter(page=page.pk, action__in=PUBLISHED, user__isnull=False)
        .select_related("user")
        .order_by("-timestamp")
        .first()
    )
    return entry.user if entry else None
