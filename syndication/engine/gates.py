"""What a copy waits for before it goes out, in the order a person would ask."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from syndication.engine import public
from syndication.engine.approve import is_approved
from syndication.engine.wait import Wait
from syndication.models import Account, Attempt, ChannelCopy, Payload
from syndication.models.attempt import Result
from syndication.models.copy import Fault, Position


def before_sending(copy: ChannelCopy, payload: Payload) -> Wait | None:
    """Return what keeps a copy from being begun at its account, if anything does."""
    if not payload.is_intact:
        return Wait("payload_altered", fault=Fault.ADMINISTRATOR)
    if not is_approved(copy.page_ref, copy.account_id, payload.pk):
        return Wait("not_approved", fault=Fault.REVIEWER)
    now = timezone.now()
    if copy.release and not copy.release.is_open:
        return Wait("waits_for_release", copy.release.opens_at, text=str(copy.release))
    if copy.not_before and copy.not_before > now:
        return Wait("waits_for_moment", copy.not_before)
    return None


def before_changing(copy: ChannelCopy, payload: Payload) -> Wait | None:
    """Return what keeps a copy from being changed where it is. Corrections know no quiet hours."""
    wait = before_sending(copy, payload)
    if wait is None and copy.position == Position.LIVE:
        wait = public.wait_for(copy)
    return wait


def before_the_public_sees(
    account: Account, copy: ChannelCopy, visible: frozenset[str]
) -> Wait | None:
    """Return what keeps a copy from becoming visible now."""
    now = timezone.now()
    if not copy.urgent:
        quiet = quiet_until(account, now)
        if quiet:
            return Wait("quiet_hours", quiet)
        free = free_from(account, visible)
        if free and free > now:
            return Wait("gap", free)
    return public.wait_for(copy)


def quiet_until(account: Account, now: datetime) -> datetime | None:
    """Return when the quiet hours that hold now are over. They may pass midnight."""
    begin, end = account.quiet_from, account.quiet_until
    if not begin or not end or begin == end:
        return None
    local = timezone.localtime(now)
    if not _within(local.time(), begin, end):
        return None
    day = local.date() if local.time() < end else local.date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, end))


def _within(moment: time, begin: time, end: time) -> bool:
    if begin < end:
        return begin <= moment < end
    return moment >= begin or moment < end


def free_from(account: Account, visible: frozenset[str]) -> datetime | None:
    """Return when the gap after the last visible step of an account is over."""
    if not account.min_gap:
        return None
    last = (
        Attempt.objects.filter(
            account=account, step__in=visible, result__in=[Result.DONE, Result.SUBMITTED]
        )
        .order_by("-pk")
        .values_list("started_at", flat=True)
        .first()
    )
    return last + timedelta(seconds=account.min_gap) if last else None
