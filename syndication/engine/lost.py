"""What must not be written while it is not known what became of something else.

Platforms show only the newest of what is there, and little to know it by. Whoever goes on
writing pushes a lost copy out of sight, or makes another one that looks the same.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from syndication.channels.base import Body, Channel, Remote
from syndication.engine.wait import Wait
from syndication.models import Attempt, ChannelCopy
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
    return [*copy.past, *others.exclude(remote={}).values_list("remote", flat=True)]
