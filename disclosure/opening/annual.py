"""政府信息公开工作年度报告: who owes one for which year, and by when.

政府信息公开条例 art. 49: departments by 31 January, the departments that answer for disclosure (for
their government) by 31 March of the following year.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_YEAR = 2008
"""The first year that had to be reported: the regulation came into force on 1 May 2008."""


class Level(models.TextChoices):
    DEPARTMENT = "department", _("department: by 31 January")
    GOVERNMENT = "government", _("government: by 31 March")


def due_on(year: int, level: Level) -> date:
    """Return the last day for the report of a year."""
    return date(year + 1, 3, 31) if level == Level.GOVERNMENT else date(year + 1, 1, 31)


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that is not public: by whom, for which year, by when."""

    organ: Any
    year: int
    due_on: date
    is_overdue: bool


def owed(reporters: Iterable[Any], made: set[tuple[int, int]], today: date) -> list[Owed]:
    """Return the missing reports up to last year's, the longest due first.

    `made` has the public reports as (organ, year); a reporter has an organ, a level and the first
    year that is looked for.
    """
    found = []
    for reporter in reporters:
        level = Level(reporter.level)
        for year in range(reporter.since, today.year):
            if (reporter.organ_id, year) not in made:
                due = due_on(year, level)
                found.append(Owed(reporter.organ, year, due, today > due))
    return sorted(found, key=lambda each: (each.due_on, str(each.organ)))


def reports_below(index: Any) -> Any:
    """Return the public reports, the newest year first."""
    reports = apps.get_model("disclosure", "AnnualReportPage").objects.child_of(index)
    found = reports.live().public().select_related("organ").defer_streamfields()
    return found.order_by("-year", "organ__name")


def by_year(reports: Iterable[Any]) -> list[tuple[int, list[Any]]]:
    return [(year, list(each)) for year, each in groupby(reports, key=lambda report: report.year)]


def owed_below(index: Any, today: date) -> list[Owed]:
    made = set(reports_below(index).values_list("organ_id", "year")) if index.pk else set()
    reporters = [each for each in index.reporters.all() if each.organ_id and each.since]
    return owed(reporters, made, today)
