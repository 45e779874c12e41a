"""What people asked in a week, by department: the most, without a result, without a click."""

import enum
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Max, QuerySet, Sum

from search.log.limits import limit
from search.log.masking import is_masked
from search.models import OwedQuery, QueryDay

WEEK = timedelta(days=7)
# What stands for the queries of no department, where one is chosen.
NOBODYS = "-"


class Report(enum.StrEnum):
    HOT = "hot"
    NOTHING = "nothing"
    NO_CLICK = "no_click"


@dataclass(frozen=True, slots=True)
class Asked:
    """One query in a week, with its counts (see `QueryDay`)."""

    said: str
    department: str
    asked: int
    askers: int
    nothing: int
    shown: int
    clicked: int

    @property
    def is_masked(self) -> bool:
        return is_masked(self.said)

    @property
    def trouble(self) -> str:
        """What of `OwedQuery.Trouble` it has; "" if none."""
        if self.nothing * 2 >= self.asked:
            return OwedQuery.Trouble.NOTHING
        if self.shown >= limit("unclicked") and not self.clicked:
            return OwedQuery.Trouble.NO_CLICK
        return ""


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def asked_in(
    week: date, report: Report = Report.HOT, departments: Collection[str] | None = None
) -> QuerySet[QueryDay, dict]:
    """Return the queries of the week that begins on a Monday, most askers first, as dicts of
    what `Asked` has. `departments`: of these only; None: of all.

    A query of several departments in one week is the last one's by name.
    """
    days = QueryDay.objects.filter(day__gte=week, day__lt=week + WEEK)
    found = (
        days.values("said")
        .annotate(
            of_department=Max("department"),
            times=Sum("asked"),
            people=Sum("askers"),
            failed=Sum("nothing"),
            seen=Sum("shown"),
            hits=Sum("clicked"),
        )
        .filter(times__gt=0)
        .order_by("-people", "-times", "said")
    )
    if departments is not None:
        found = found.filter(of_department__in=departments)
    if report == Report.NOTHING:
        found = found.filter(failed__gte=F("times") / 2.0)
    if report == Report.NO_CLICK:
        found = found.filter(failed__lt=F("times") / 2.0, hits=0, seen__gte=limit("unclicked"))
    return found


def read(row: dict) -> Asked:
    """Return a row of `asked_in` as plain data."""
    return Asked(
        said=row["said"],
        department=row["of_department"],
        asked=row["times"],
        askers=row["people"],
        nothing=row["failed"],
        shown=row["seen"],
        clicked=row["hits"],
    )


def departments_in(week: date) -> list[str]:
    """Return the departments that something was asked of in a week, and "" if of nobody's."""
    days = QueryDay.objects.filter(day__gte=week, day__lt=week + WEEK)
    return list(days.order_by("department").values_list("department", flat=True).distinct())
