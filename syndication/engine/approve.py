"""Approving bytes: a payload goes out if somebody answers for exactly this one."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from wagtail.models import Page, PageLogEntry

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
    """Let whoever published a page answer for its payloads, unless an account wants a reviewer."""
    declared = [
        (wish.account, wish.payload)
        for wish in wishes
        if wish.payload and not wish.account.needs_review
    ]
    known = set(
        Approval.objects.filter(
            page_ref=page.pk, payload__in=[payload for _, payload in declared]
        ).values_list("account", "payload")
    )
    lacking = [
        (account, payload) for account, payload in declared if (account.pk, payload.pk) not in known
    ]
    if not lacking:
        return
    user = publisher_of(page)
    for account, payload in lacking:
        approve(page.pk, account, payload, Way.PUBLICATION, user, page.live_revision_id or 0)


def publisher_of(page: Page) -> AbstractBaseUser | None:
    """Return who published or scheduled the live version of a page, if anybody is on record."""
    entry = (
        PageLogEntry.objects.filter(page=page.pk, action__in=PUBLISHED, user__isnull=False)
        .select_related("user")
        .order_by("-timestamp")
        .first()
    )
    return entry.user if entry else None
