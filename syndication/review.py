"""Reviewing copies: a person approves exactly the bytes they were shown."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from story import Stage, Syndicatable, stages_of, story_of
from syndication.engine.approve import approve
from syndication.engine.editions import editions_of, options_for
from syndication.engine.stock import PictureUnusable
from syndication.engine.wish import freeze, routes_for
from syndication.hints import plan_soon, work_soon
from syndication.models import Approval, ChannelCopy
from syndication.models.approval import Way
from syndication.models.copy import Fault


class NotWhatWasSeen(Exception):
    """The copy's payload is another one than the reviewer saw."""


@transaction.atomic
def approve_copy(copy: ChannelCopy, sha256: str, user: AbstractBaseUser) -> Approval:
    """Approve the payload of this hash for a copy. Raises NotWhatWasSeen."""
    copy = ChannelCopy.objects.select_for_update(of=("self",)).get(pk=copy.pk)
    if copy.payload is None or copy.payload.sha256 != sha256:
        raise NotWhatWasSeen
    approval = approve(copy.page_ref, copy.account, copy.payload, Way.REVIEW, user)
    if copy.fault == Fault.REVIEWER:
        copy.fault, copy.code, copy.text = Fault.NOBODY, "", ""
        copy.next_at = timezone.now()
        copy.save()
    work_soon(copy.account_id)
    return approval


def approve_page(
    page: Syndicatable, user: AbstractBaseUser | None, revision_ref: int = 0
) -> list[Approval]:
    """Freeze and approve what every account would get of a page as it stands in a revision.

    Called when a reviewer approves the page itself: these bytes are what they saw.
    """
    editions = editions_of(page.pk)
    routes = routes_for(page)
    approvals = []
    for moment, stage in stages_of(page).items():
        if stage == Stage.COMING:
            # What it will say nobody has seen yet.
            continue
        story = story_of(page, moment)
        for route in routes:
            options = options_for(route, editions.get((route.account_id, moment)))
            try:
                payload = freeze(route.account, story, options)
            except PictureUnusable:
                # Planning tells the editor; there is nothing to approve.
                continue
            approvals.append(
                approve(page.pk, route.account, payload, Way.WORKFLOW, user, revision_ref)
            )
    plan_soon(page.pk)
    return approvals
