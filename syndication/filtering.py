"""Statuses as conditions on rows, so that lists can be filtered by the database.

Each condition says in SQL what `syndication.status.status_of` says of one row; a test holds the
two together.
"""

from django.db.models import F, Q

from syndication.models.copy import CopyQuerySet, Drift, Position
from syndication.status import FAULTS, Status

_THERE = Q(position__in=[Position.LIVE, Position.DRAFT])
_DUE = Q(next_at__isnull=False)
_BLOCKED = ~Q(account__blocked_code="")
_OUTDATED = ~Q(sent_payload=F("payload")) | Q(sent_payload=None) | Q(payload=None)
_KEPT = Q(settled_payload=F("payload"))
_NO_REMOTE = Q(remote={})


def with_status(copies: CopyQuerySet, status: Status) -> CopyQuerySet:
    """Return the copies of this status."""
    return copies.filter(CONDITIONS[status])


def _conditions() -> dict[Status, Q]:
    found: dict[Status, Q] = {}
    before = Q(pk__in=[])

    def then(status: Status, condition: Q) -> None:
        """Add a condition that holds where none before it did."""
        nonlocal before
        found[status] = found.get(status, Q(pk__in=[])) | (condition & ~before)
        before = before | condition

    for fault, status in FAULTS.items():
        then(status, Q(fault=fault))
    then(Status.HELD, Q(held=True) & _DUE)
    then(Status.ADMINISTRATOR, _BLOCKED & _DUE)
    then(Status.CHECKING, Q(position=Position.UNKNOWN))
    wanted = Q(wanted=True)
    then(Status.OUT_OF_STEP, wanted & Q(correcting__isnull=False))
    then(Status.EDITED, wanted & Q(drift=Drift.EDITED))
    then(Status.DRAFT, wanted & Q(position=Position.DRAFT))
    live = wanted & Q(position=Position.LIVE)
    then(Status.KEPT, live & _OUTDATED & _KEPT)
    then(Status.OUTDATED, live & _OUTDATED)
    then(Status.LIVE, live)
    then(Status.SUBMITTED, wanted & Q(position=Position.SUBMITTED))
    then(Status.WAITING, wanted & _NO_REMOTE)
    then(Status.DELIVERING, wanted)
    then(Status.WITHDRAWING, ~Q(position=Position.ABSENT) | ~_NO_REMOTE)
    then(Status.LEFT_OUT, Q(left_out=True))
    then(Status.WITHDRAWN, Q())
    return found


CONDITIONS = _conditions()

IN_STEP = frozenset({Status.LIVE, Status.KEPT, Status.WITHDRAWN, Status.LEFT_OUT})
"""Nothing is to be done by anybody; everything else is not in step, or not yet."""

TROUBLED = frozenset(
    {
        Status.OUT_OF_STEP,
        Status.EDITED,
        Status.OUTDATED,
        Status.CHECKING,
        Status.EDITOR,
        Status.ADMINISTRATOR,
        Status.REVIEWER,
        Status.PERSON,
    }
)
"""Somebody should look at it."""


def among(statuses: frozenset[Status]) -> Q:
    condition = Q(pk__in=[])
    for status in statuses:
        condition = condition | CONDITIONS[status]
    return condition
