"""How much each unit contributed in each month of a year, and how much of it was adopted.

Counted by the month of contribution, so that a rate is a share of what was contributed and never
more than all. What the unit itself took back is not counted; an item counts as adopted once, into
however many columns it went, and goes on counting when it is taken down later.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db.models import Count, Q
from django.db.models.functions import ExtractMonth
from django.utils import timezone

from contributions.deadlines import Deadlines
from contributions.models import Contribution, State
from subsites.kinds import Kind
from subsites.models import Unit

MONTHS = range(1, 13)


@dataclass(slots=True)
class Tally:
    offered: int = 0
    adopted: int = 0

    def __iadd__(self, other: "Tally") -> "Tally":
        self.offered += other.offered
        self.adopted += other.adopted
        return self

    @property
    def rate(self) -> int | None:
        """The share adopted in whole per cent; None where nothing was contributed."""
        return round(100 * self.adopted / self.offered) if self.offered else None


@dataclass(slots=True)
class Line:
    """One unit's year. `unit` is None for one that is not in the roster any more."""

    name: str
    unit: Unit | None = None
    months: dict[int, Tally] = field(default_factory=lambda: {m: Tally() for m in MONTHS})
    waiting: int = 0
    late: int = 0
    rank: int = 0

    @property
    def year(self) -> Tally:
        total = Tally()
        for month in self.months.values():
            total += month
        return total

    @property
    def key(self) -> str:
        """What the lists are asked for to see this unit's rows."""
        return str(self.unit.pk) if self.unit else f"-{self.name}"


def lines_of(year: int, units: Iterable[int] | None = None) -> list[Line]:
    """Return the lines of all units, or of some, in the order of the league: by what was adopted,
    then by the rate, then by what was contributed. Two queries, and three for the calendar.
    """
    roster = Unit.objects.exclude(kind=Kind.CAMPAIGN)
    rows = Contribution.objects.exclude(state=State.WITHDRAWN).filter(_in_year(year))
    if units is not None:
        roster, rows = roster.filter(pk__in=list(units)), rows.filter(unit__in=list(units))
    lines = {str(unit.pk): Line(unit.name, unit) for unit in roster}
    late = Q(state=State.OFFERED, offered_at__lt=Deadlines.now().late_before)
    counted = (
        rows.annotate(month=ExtractMonth("offered_at"))
        .values("unit", "unit_name", "month")
        .annotate(
            offered=Count("pk"),
            adopted=Count("pk", filter=Q(state=State.ADOPTED)),
            waiting=Count("pk", filter=Q(state=State.OFFERED)),
            late=Count("pk", filter=late),
        )
        .order_by()
    )
    for row in counted:
        name = row["unit_name"]
        key = str(row["unit"]) if row["unit"] else f"-{name}"
        line = lines.setdefault(key, Line(name))
        line.months[row["month"]] += Tally(row["offered"], row["adopted"])
        line.waiting += row["waiting"]
        line.late += row["late"]
    return _ranked(lines.values())


def total_of(lines: Iterable[Line]) -> Line:
    """Return the sum of all lines."""
    total = Line("")
    for line in lines:
        for month, tally in line.months.items():
            total.months[month] += tally
        total.waiting += line.waiting
        total.late += line.late
    return total


def years() -> list[int]:
    """Return the years in which anything was contributed, and this one, newest first."""
    moments = Contribution.objects.order_by("offered_at").values_list("offered_at", flat=True)
    this = timezone.localdate().year
    first = moments.first()
    return list(range(this, (timezone.localdate(first).year if first else this) - 1, -1))


def _ranked(lines: Iterable[Line]) -> list[Line]:
    def place(line: Line) -> tuple[int, int, int]:
        year = line.year
        return -year.adopted, -(year.rate or 0), -year.offered

    rows = sorted(lines, key=lambda line: (place(line), line.unit.pk if line.unit else 0))
    by_place: dict[tuple[int, int, int], list[Line]] = defaultdict(list)
    for number, line in enumerate(rows, 1):
        same = by_place[place(line)]
        # Who did as much stands on the same place.
        line.rank = same[0].rank if same else number
        same.append(line)
    return rows


def month_bounds(year: int, month: int) -> tuple[datetime, datetime]:
    """Return the moments at which a month begins and the next one does. Raises ValueError."""
    ends = date(year + month // 12, month % 12 + 1, 1)
    return _midnight(date(year, month, 1)), _midnight(ends)


def _in_year(year: int) -> Q:
    begins, ends = _midnight(date(year, 1, 1)), _midnight(date(year + 1, 1, 1))
    return Q(offered_at__gte=begins, offered_at__lt=ends)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
