"""What must not be written while it is not known what became of something else.

Platforms show only the newest of what is there, and little to know it by. Whoever goes on
writing pushes a lost copy out of sight, or makes another one that looks the same.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Max, Min, QuerySet
from django.utils import timezone

from syndication.channels.base import Body, Channel, Remote
from syndication.engine.wait import Wait
from syndication.models import Account, Attempt, ChannelCopy, MassSend
from syndication.models.attempt import Result
from syndication.models.copy import Position

# Leaves what is looked for the first turn.
BRIEFLY = timedelta(seconds=0.05)
# Whatever was made since an attempt began has been written down since; clocks differ.
SLACK = timedelta(minutes=10)


def wait_until_found(
    copy: ChannelCopy, body: Body, channel: Channel, passive: Iterable[str]
) -> Wait | None:
    """Return a wait while writing `body` would hide a copy that is being looked for.

    `passive` are the steps that put nothing new before the eyes of a look.
    """
    draft = MassSend.objects.filter(
        account=copy.account_id, lost_step="draft", next_at__isnull=False
    ).first()
    if draft:
        until = max(draft.next_at, timezone.now()) + BRIEFLY
        return Wait("waits_for_lost", until, all_sends=True)
    lost = list(
        ChannelCopy.objects.filter(
            account=copy.account_id, position=Position.UNKNOWN, next_at__isnull=False
        )
        .exclude(pk=copy.pk)
        .select_related("sent_payload", "payload")
    )
    if not lost:
        return None
    crowded = _written_since(lost, list(passive)) + 1 >= channel.in_sight
    ours = channel.likeness(body)
    alike = any(channel.likeness((one.sent_payload or one.payload).body) == ours for one in lost)
    if not crowded and not alike:
        return None
    looked_at = min(one.next_at for one in lost)
    until = max(looked_at, timezone.now()) + BRIEFLY
    return Wait("waits_for_lost", until, all_sends=crowded)


def _written_since(lost: list[ChannelCopy], passive: list[str]) -> int:
    writes = Attempt.objects.filter(account=lost[0].account_id).exclude(step__in=passive)
    lost_at = writes.filter(copy__in=lost).values("copy").annotate(last=Max("pk"))
    earliest = min((row["last"] for row in lost_at), default=0)
    not_done = [Result.REFUSED, Result.LATER]
    return writes.filter(pk__gt=earliest).exclude(result__in=not_done).count()


def not_these(copy: ChannelCopy, lost: Attempt) -> list[Remote]:
    """Return what a look for a lost attempt may see and must not take for it."""
    others = ChannelCopy.objects.filter(
        account=copy.account_id, updated_at__gte=lost.started_at - SLACK
    ).exclude(pk=copy.pk)
    drafts = MassSend.objects.filter(
        account=copy.account_id, updated_at__gte=lost.started_at - SLACK
    )
    return [*copy.past, *_remotes(others), *_remotes(drafts)]


def until_copies_are_found(account: Account) -> datetime | None:
    """Return until when no draft of a mass send may be made: it could be taken for a lost copy."""
    lost = ChannelCopy.objects.filter(
        account=account, position=Position.UNKNOWN, next_at__isnull=False
    )
    looked_at = lost.aggregate(first=Min("next_at"))["first"]
    return max(looked_at, timezone.now()) + BRIEFLY if looked_at else None


def drafts_of_others(send: MassSend, lost: Attempt) -> list[Remote]:
    """Return what a look for the lost draft of a mass send must not take for it."""
    since = {"account": send.account_id, "updated_at__gte": lost.started_at - SLACK}
    stale = [{"draft_id": draft_id} for draft_id in send.stale_drafts]
    others = MassSend.objects.filter(**since).exclude(pk=send.pk)
    return [*stale, *_remotes(ChannelCopy.objects.filter(**since)), *_remotes(others)]


def _remotes(rows: QuerySet) -> Iterable[Remote]:
    return rows.exclude(remote={}).values_list("remote", flat=True)
