"""Handling what platforms pushed: stored first, then settled like an answer."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from syndication.channels.base import AboutAccount, Done, Event, Remote
from syndication.channels.massing import Ended
from syndication.channels.registry import channel_for
from syndication.engine import mass, progress, settle, verified
from syndication.models import ChannelCopy, InboundEvent
from syndication.models.copy import Position

# An event that belongs to no copy of ours by then never will.
PATIENCE = timedelta(hours=1)
# So long it is tried again at once; after that by the sweep.
HASTE = timedelta(seconds=5)


def handle(event_id: int) -> int | None:
    """Settle the copy an event speaks of; return its account if there is work left to do.

    The event may overtake the answer that tells us the name it uses. Then it stays
    unhandled for a while, and copies with an unknown outcome are looked for at once.
    """
    with transaction.atomic():
        row = InboundEvent.objects.select_for_update().select_related("account").get(pk=event_id)
        if row.handled_at:
            return None
        event = channel_for(row.account).understand(row.kind, row.body)
        if isinstance(event, AboutAccount):
            verified.told(row.account, event)
            return _handled(row)
        if event and isinstance(event.outcome, Ended):
            return _of_a_mass_send(row, event)
        copy = _copy_named(row.account_id, event) if event else None
        has_work = False
        if copy is not None:
            copy.remote = {**copy.remote, **event.ids}
            settle.polled(copy, event.outcome)
            copy.save()
            progress.review(copy)
            has_work = copy.next_at is not None
        elif event is not None and row.received_at > timezone.now() - PATIENCE:
            return row.account_id if _look_now(row.account_id) else None
        _handled(row)
    return row.account_id if has_work else None


def _handled(row: InboundEvent) -> None:
    row.handled_at = timezone.now()
    row.save(update_fields=["handled_at"])


def _of_a_mass_send(row: InboundEvent, event: Event) -> int | None:
    is_ours = mass.told(row.account_id, event)
    if is_ours or row.received_at <= timezone.now() - PATIENCE:
        _handled(row)
        return row.account_id if is_ours else None
    return row.account_id if mass.ask_for_number(row.account_id, row.received_at) else None


def is_early(event_id: int) -> bool:
    """Whether an event waits for the answer it overtook, and has only just come."""
    return InboundEvent.objects.filter(
        pk=event_id, handled_at=None, received_at__gt=timezone.now() - HASTE
    ).exists()


def _copy_named(account_id: int, event: Event) -> ChannelCopy | None:
    copies = ChannelCopy.objects.select_for_update(of=("self",)).select_related("account")
    named = copies.filter(account=account_id).filter
    for positions in ([Position.SUBMITTED, Position.UNKNOWN], [Position.LIVE]):
        for copy in named(_has(event.ids), position__in=positions):
            return copy
    if isinstance(event.outcome, Done):
        # Found by a look, after the answer with the name that the event uses was lost.
        return named(_has(event.outcome.remote), position=Position.LIVE).first()
    return None


def _has(ids: Remote) -> Q:
    return Q(**{f"remote__{name}": value for name, value in ids.items()})


def _look_now(account_id: int) -> bool:
    """Bring the first look forward; the later ones must not be used up by our haste."""
    now = timezone.now()
    unknown = ChannelCopy.objects.filter(account=account_id, position=Position.UNKNOWN, looks=0)
    return bool(unknown.filter(next_at__gt=now).update(next_at=now))
