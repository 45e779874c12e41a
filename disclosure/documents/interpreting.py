"""解读: what has to be planned, and the clock that runs from publication.

Interpretations are due within three working days of the document (国办发〔2016〕80号); document,
plan and interpretation are drafted, approved and deployed together (三同步).
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from home.beside import may_tell
from home.public import is_open
from workdays.calendar import Calendar, Counted

if TYPE_CHECKING:
    from disclosure.models import Interpretation, PolicyDocumentPage

WORKING_DAYS = 3


class Standing(enum.StrEnum):
    NOT_NEEDED = "not_needed"
    PLANNED = "planned"
    DUE = "due"
    OVERDUE = "overdue"
    IN_TIME = "in_time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the interpretation of a document stands on a day."""

    standing: Standing
    counted: Counted | None = None
    """How the last day was found; None before publication."""
    done_on: date | None = None
    working_days: int = 0
    """Working days that are left or, if it is overdue or was late, that it is late by."""

    @property
    def due_on(self) -> date | None:
        return self.counted.end if self.counted else None


def clock_of(
    needed: bool,
    published_on: date | None,
    interpreted_on: Iterable[date],
    today: date,
    calendar: Calendar,
) -> Clock:
    """Return the clock of a document; the earliest interpretation stops it. Pure."""
    if not needed:
        return Clock(Standing.NOT_NEEDED)
    if published_on is None:
        return Clock(Standing.PLANNED)
    counted = calendar.add(published_on, WORKING_DAYS)
    done = min(interpreted_on, default=None)
    if done is not None:
        late = calendar.number_between(counted.end, done) if done > counted.end else 0
        standing = Standing.LATE if done > counted.end else Standing.IN_TIME
        return Clock(standing, counted, done, late)
    if today > counted.end:
        late = calendar.number_between(counted.end, today)
        return Clock(Standing.OVERDUE, counted, None, late)
    return Clock(Standing.DUE, counted, None, calendar.number_between(today, counted.end))


def clock_for(document: "PolicyDocumentPage", calendar: Calendar) -> Clock:
    """Return the clock of a document today; its interpretations may have been fetched before."""
    shown = shown_on(document.displayed_at) if document.live else None
    rows = document.interpretations.all()
    days = [published_on(each.page) for each in rows if each.page.live]
    return clock_of(
        document.needs_interpretation,
        shown,
        filter(None, days),
        timezone.localdate(),
        calendar,
    )


def published_on(page: Any) -> date | None:
    """Return the day a page shows as its publication; of a page as the tree knows it, an
    article's own time is looked up.
    """
    article = page if hasattr(page, "displayed_at") else getattr(page, "articlepage", None)
    return shown_on(getattr(article, "displayed_at", None) or page.first_published_at)


def shown_on(moment: Any) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def interpretations_of(document: "PolicyDocumentPage") -> "list[Interpretation]":
    """Return what the public may read in explanation of a document."""
    if not may_tell(document, rows_of_document):
        return []
    rows = rows_of_document(document).filter(is_open("page__path"), page__live=True)
    return list(rows.select_related("page"))


def rows_of_document(document: Any) -> QuerySet:
    return apps.get_model("disclosure", "Interpretation").objects.filter(document=document.pk)


def documents_interpreted_by(page: Any) -> "list[PolicyDocumentPage]":
    """Return the public documents that a page explains."""
    rows = rows_of_interpreter(page).filter(is_open("document__path"), document__live=True)
    return [each.document for each in rows.select_related("document")]


def rows_of_interpreter(page: Any) -> QuerySet:
    return apps.get_model("disclosure", "Interpretation").objects.filter(page_id=page.pk)


def with_interpretations(documents: Any) -> Any:
    """Fetch the interpretations of documents with their pages, at a fixed number of queries."""
    rows = apps.get_model("disclosure", "Interpretation").objects.select_related(
        "page__articlepage"
    )
    return documents.prefetch_related(Prefetch("interpretations", rows))


def missing_of_plan(needed: bool, plans: Iterable[Any]) -> str:
    """Return what a document lacks to be released, in words; empty if nothing."""
    if needed and not any(True for _plan in plans):
        return _(
            "This document needs an interpretation: plan who writes it, in which form and by "
            "when, before it is released."
        )
    return ""


def told(clock: Clock) -> str:
    """Say in one sentence where the interpretation of a document stands."""
    match clock.standing:
        case Standing.NOT_NEEDED:
            return _("No interpretation is needed.")
        case Standing.PLANNED:
            return _("Three working days run from publication.")
        case Standing.DUE if clock.working_days == 0:
            return _("Due today.")
        case Standing.DUE:
            return _("%(number)d working days left.") % {"number": clock.working_days}
        case Standing.OVERDUE:
            return _("Overdue by %(number)d working days.") % {"number": clock.working_days}
        case Standing.IN_TIME:
            return _("Interpreted in time.")
        case Standing.LATE:
            return _("Interpreted %(number)d working days late.") % {"number": clock.working_days}
    raise ValueError(clock.standing)
