"""What nobody has looked at yet: hints left behind, and those that failed before."""

import time
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from search.index import tables
from search.index.preparing import SOME
from search.keeping import looking, offers
from search.keeping.hints import BELOW
from search.models.index import Stale

# Owners that are looked at together; nobody else writes into the index while these are written.
TOGETHER = 100
# How long others leave alone what a sweep has taken up.
LEASE = timedelta(minutes=2)


def sweep(seconds: float = 8.0) -> int:
    """Look at what is due, for at most about so many seconds; return how many owners that were."""
    until = time.monotonic() + seconds
    swept = 0
    spread()
    while time.monotonic() < until and (owners := _take_up()):
        looking.look(owners)
        swept += len(owners)
    return swept


def spread(names: Sequence[str] | None = None) -> None:
    """Turn hints at whole branches into hints at each page there: some of them, or all."""
    hints = Stale.objects.filter(owner__startswith=BELOW)
    for hint in hints if names is None else hints.filter(owner__in=names):
        owners = offers.owners_below([hint.owner.removeprefix(BELOW)])
        with transaction.atomic():
            Stale.objects.bulk_create((Stale(owner=owner) for owner in owners), batch_size=SOME)
            tables.delete(Stale.objects.filter(pk=hint.pk))


def _take_up() -> list[str]:
    now = timezone.now()
    due = Stale.objects.filter(due_at__lte=now).exclude(owner__startswith=BELOW).order_by("pk")
    hints = dict(due.values_list("pk", "owner")[:TOGETHER])
    Stale.objects.filter(pk__in=hints).update(due_at=now + LEASE)
    return list(dict.fromkeys(hints.values()))
