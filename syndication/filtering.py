"""Statuses in SQL, so that lists can be filtered and counted by the database.

The cases say of a row what `syndication.status.status_of` says of the object; a test holds the
two together.
"""

from collections.abc import Iterable

from django.db.models import Case, CharField, Count, F, Q, Value, When

from syndication.models.copy import CopyQuerySet, Drift, Position
from syndication.status import FAULTS, Status

_DUE = Q(next_at__isnull=False)
_OUTDATED = ~Q(sent_payload=F("payload")) | Q(sent_payload=None) | Q(payload=None)
_KEPT = Q(settled_payload=F("payload"))
_LIVE = Q(wanted=True, position=Position.LIVE)
_NO_REMOTE = Q(remote={})

# The first that holds decides.
_CASES: tuple[tuple[Q, Status], ...] = (
    *((Q(fault=fault), status) for fault, status in FAULTS.items()),
    (Q(held=True) & (_DUE | Q(code="waits_for_release")), Status.HELD),
    (~Q(account__blocked_code="") & _DUE, Status.ADMINISTRATOR),
    (Q(position=Position.UNKNOWN), Status.CHECKING),
    (Q(wanted=True, correcting__isnull=False), Status.OUT_OF_STEP),
    (Q(wanted=True, drift=Drift.EDITED), Status.EDITED),
    (Q(wanted=True, position=Position.DRAFT), Status.DRAFT),
    (_LIVE & _OUTDATED & _KEPT, Status.KEPT),
    (_LIVE & _OUTDATED, Status.OUTDATED),
    (_LIVE, Status.LIVE),
    (Q(wanted=True, position=Position.SUBMITTED), Status.SUBMITTED),
    (Q(wanted=True, closed=True) & _NO_REMOTE, Status.OVER),
    (Q(wanted=True) & _NO_REMOTE, Status.WAITING),
    (Q(wanted=True), Status.DELIVERING),
    (~Q(position=Position.ABSENT) | ~_NO_REMOTE, Status.WITHDRAWING),
    (Q(left_out=True), Status.LEFT_OUT),
)

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
"""Not in step, and somebody should look at it."""


def with_statuses(copies: CopyQuerySet) -> CopyQuerySet:
    """Return the copies with their status as `state`."""
    cases = [When(condition, then=Value(status.value)) for condition, status in _CASES]
    return copies.annotate(
        state=Case(*cases, default=Value(Status.WITHDRAWN.value), output_field=CharField())
    )


def of_statuses(copies: CopyQuerySet, statuses: Iterable[Status]) -> CopyQuerySet:
    return with_statuses(copies).filter(state__in=[status.value for status in statuses])


def counted(copies: CopyQuerySet) -> dict[Status, int]:
    """Return how many copies there are of each status, in one query."""
    totals = with_statuses(copies).order_by().values("state").annotate(total=Count("pk"))
    return {Status(row["state"]): row["total"] for row in totals}
