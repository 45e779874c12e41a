"""有效性: whether a document is in force, on any day, from what happened to it. Pure.

Nothing stores the answer: it follows from the document's own dates and from what other documents
did to it, so that a term that runs out needs nobody to notice.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Validity(models.TextChoices):
    """What people look for: 有效, 修改, 废止, 失效; 尚未生效 while the day is still to come."""

    NOT_YET = "not_yet", _("not yet in force")
    IN_FORCE = "in_force", _("in force, unchanged")
    AMENDED = "amended", _("in force as amended")
    REPEALED = "repealed", pgettext_lazy("validity", "repealed")
    LAPSED = "lapsed", _("lapsed")

    @property
    def has_ended(self) -> bool:
        return self in (Validity.REPEALED, Validity.LAPSED)


class Deed(models.TextChoices):
    """What one document does to another."""

    AMENDS = "amends", _("amends")
    REPEALS = "repeals", _("repeals")
    REPLACES = "replaces", _("replaces")


class Cause(enum.StrEnum):
    """Where a change of validity comes from."""

    OWN_DATE = "own_date"
    """The day that the document itself names."""
    DOCUMENT = "document"
    """Another document."""
    DECLARED = "declared"
    """Somebody declared it, for instance after a review of old documents (清理)."""


@dataclass(frozen=True, slots=True)
class Change:
    """From a day on, a document is something else. `by` is what it was caused by, for people;
    `page` is that document's page here, if it has one.
    """

    day: date
    validity: Validity
    cause: Cause = Cause.DECLARED
    deed: Deed | None = None
    note: str = ""
    by: str = ""
    page: int | None = None


def effect_of(deed: Deed, in_part: bool) -> Validity:
    """Return what a document becomes: one repealed or replaced in part goes on as amended."""
    if deed == Deed.AMENDS or in_part:
        return Validity.AMENDED
    return Validity.REPEALED


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Return changes by their day; of two on one day, what ends a document comes last."""
    return sorted(changes, key=lambda change: (change.day, change.validity.has_ended))


def history_of(changes: Iterable[Change]) -> list[Change]:
    """Return the changes that changed anything, the oldest first.

    What has ended is not amended any more, and comes into force no second time; it may still be
    repealed by name after its term had run out.
    """
    counted: list[Change] = []
    for change in in_order(changes):
        before = counted[-1].validity if counted else None
        if before is not None and before.has_ended and not change.validity.has_ended:
            continue
        if before == Validity.REPEALED:
            continue
        if change.validity == Validity.IN_FORCE and before is not None:
            continue
        if before == Validity.LAPSED == change.validity:
            continue
        counted.append(change)
    return counted


def validity_on(day: date, changes: Iterable[Change]) -> Validity:
    """Return what a document is on a day.

    A document that names no day of its own is in force from the beginning: better than saying
    of a paper that everybody follows that it is not.
    """
    changes = list(changes)
    so_far = [change for change in history_of(changes) if change.day <= day]
    if so_far:
        return so_far[-1].validity
    is_coming = any(change.validity == Validity.IN_FORCE for change in changes)
    return Validity.NOT_YET if is_coming else Validity.IN_FORCE
