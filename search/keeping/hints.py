"""Hints that something may be found otherwise, left in the transaction that changes it."""

import logging
import threading
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db import transaction

from search.index.preparing import SOME, in_pieces
from search.models.index import Stale

log = logging.getLogger(__name__)

# Stands before the number of a page and means all below it, too.
BELOW = "below:"
_ROOM = Stale._meta.get_field("owner").max_length or 0
_thread = threading.local()


def note(owners: Iterable[str]) -> None:
    """Have owners looked at once the current transaction is committed.

    Never raises: what cannot be noted is logged, and found by whoever compares all.
    """
    noted = dict.fromkeys(owners)
    for owner in [owner for owner in noted if len(owner) > _ROOM or "\0" in owner]:
        log.error("%r is no name of an owner", owner)
        del noted[owner]
    try:
        with transaction.atomic():
            Stale.objects.bulk_create((Stale(owner=owner) for owner in noted), batch_size=SOME)
    except Exception:
        # Whatever it is, nobody's change fails for it; `missed` compares all in ten minutes.
        log.exception("It cannot be noted that %d owners changed", len(noted))
    if noted and settings.SEARCH_LOOKS_AT_ONCE:
        _waiting().update(noted)
        transaction.on_commit(_look, robust=True)


def _waiting() -> dict[str, None]:
    """Return what this thread has noted and not looked at: one look serves a whole transaction."""
    waiting: dict[str, None] = _thread.__dict__.setdefault("waiting", {})
    return waiting


def _look() -> None:
    from search.keeping import at_once

    noted = list(_waiting())
    _waiting().clear()
    try:
        # What was rolled back has left no hint; nor has what somebody else was quicker to look at.
        owners = [owner for some in in_pieces(noted) for owner in _hinted(some)]
        if owners:
            at_once.look(owners)
    except Exception:
        # Whatever it is, the hints stay, and the sweep looks within seconds.
        log.exception("%d owners changed and are left to the sweep", len(noted))


def _hinted(owners: Sequence[str]) -> Iterable[str]:
    return Stale.objects.filter(owner__in=owners).values_list("owner", flat=True).distinct()
