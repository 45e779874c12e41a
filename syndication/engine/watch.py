"""Watching copies for life: what was deleted, blocked or edited without our doing."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from syndication.channels.base import Stopped
from syndication.channels.observation import Kept, Observation, Sight
from syndication.channels.registry import channel_for
from syndication.engine import addresses, progress, settle
from syndication.engine import tasks_for_people as people
from syndication.models import Account, ChannelCopy
from syndication.models.copy import MASS, Drift, Position
from syndication.models.task import TaskKind
from syndication.timing import timing

log = logging.getLogger(__name__)

# Copies looked at in one turn. Channels list them by the dozen, so one turn costs few calls.
MOST = 200
DRIFTS = {Sight.DELETED: Drift.DELETED, Sight.BLOCKED: Drift.BLOCKED}


def accounts_to_watch() -> list[int]:
    """Return the accounts with copies that nobody has looked at for their time."""
    return list(
        Account.objects.usable()
        .filter(pk__in=_overdue().values("account"))
        .exclude(watched_at__gt=timezone.now() - timedelta(seconds=timing().watch))
        .values_list("pk", flat=True)
    )


def watch(account_id: int) -> int:
    """Look at an account's copies that are due for it; return how many were seen.

    Reads only, so it needs no lease; what it saw is written under a lock of each copy.
    """
    account = Account.objects.usable().filter(pk=account_id).first()
    if account is None:
        return 0
    Account.objects.filter(pk=account_id).update(watched_at=timezone.now())
    copies = list(_overdue().filter(account=account_id).select_related("sent_payload")[:MOST])
    kept = [Kept(copy.pk, copy.remote, copy.sent_payload.body) for copy in copies]
    seen = 0
    began = timezone.now()
    try:
        for observation in channel_for(account).observe(kept):
            note(observation, began)
            seen += 1
    except Stopped as stopped:
        log.info("Watching %s stopped: %s", account, stopped)
    return seen


def _overdue():
    """Young copies are looked at often, old ones rarely."""
    now = timezone.now()
    due = ChannelCopy.objects.none()
    for age, every in timing().watch_every:
        due = due | ChannelCopy.objects.filter(
            live_at__gt=now - timedelta(seconds=age), seen_at__lt=now - timedelta(seconds=every)
        )
    last = timing().watch_every[-1][1]
    due = due | ChannelCopy.objects.filter(seen_at__lt=now - timedelta(seconds=last))
    due = due | ChannelCopy.objects.filter(seen_at=None)
    return (
        due.on_platform()
        .filter(sent_payload__isnull=False, drift__in=[Drift.NONE, Drift.EDITED])
        # No interface lists what was sent to all followers.
        .exclude(part__startswith=MASS)
        .order_by(F("seen_at").asc(nulls_first=True), "pk")
    )


@transaction.atomic
def note(observation: Observation, began: datetime) -> None:
    """Write down what was seen of a copy, unless it has been worked on since."""
    copy = (
        ChannelCopy.objects.select_for_update(of=("self",))
        .select_related("account")
        .filter(pk=observation.key)
        .first()
    )
    if copy is None or not copy.is_there or copy.updated_at > began:
        return
    copy.seen_at = timezone.now()
    if observation.sight != Sight.PRESENT:
        _gone(copy, DRIFTS[observation.sight])
    elif observation.remote:
        settle.published_by_hand(copy, observation.remote, observation.url)
        copy.seen_at = timezone.now()
        copy.first_seen = copy.last_seen = dict(observation.content)
    elif observation.content:
        _compare(copy, dict(observation.content))
    if observation.url and copy.position == Position.LIVE:
        addresses.seen_at(copy, observation.url)
    copy.save()
    progress.review(copy)


def _gone(copy: ChannelCopy, drift: Drift) -> None:
    if not copy.wanted:
        # What we were about to do, a person has done.
        settle.retracted_by_hand(copy)
        return
    url = copy.url
    settle.lost(copy, f"drift_{drift}")
    copy.drift = drift
    people.ask(copy, TaskKind.DRIFT, copy.code, url)


def _compare(copy: ChannelCopy, content: dict[str, str]) -> None:
    if not copy.first_seen:
        copy.first_seen = copy.last_seen = content
        return
    copy.last_seen = content
    known = {name: value for name, value in copy.first_seen.items() if name in content}
    if {name: content[name] for name in known} == known:
        if copy.drift == Drift.EDITED:
            copy.drift = Drift.NONE
            people.close(copy, TaskKind.DRIFT)
        return
    if copy.drift != Drift.EDITED:
        copy.drift = Drift.EDITED
        people.ask(copy, TaskKind.DRIFT, "drift_edited", copy.url)
