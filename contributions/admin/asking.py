"""What a list of contributions is asked for. What makes no sense is not asked for."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from contributions.counting import month_bounds
from contributions.deadlines import Deadlines
from contributions.models import Contribution, State

# Instead of a state: all of them, and those that should have been decided about by now.
ALL, LATE = "all", "late"
MONTHS = 24


@dataclass(frozen=True, slots=True)
class Asked:
    """`unit` is a key, or "-" and the name of one that is gone; `when` a year or a month."""

    state: str = ALL
    unit: str = ""
    when: str = ""
    column: str = ""
    words: str = ""

    @classmethod
    def of(cls, said: QueryDict, state: str) -> "Asked":
        asked = cls(*(said.get(name, "").strip() for name in cls.__slots__))
        known = {ALL, LATE, *State.values}
        return replace(asked, state=asked.state if asked.state in known else state)

    def applied(self, rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
        if self.state == LATE:
            rows = rows.filter(state=State.OFFERED, offered_at__lt=Deadlines.now().late_before)
        elif self.state != ALL:
            rows = rows.filter(state=self.state)
        if self.unit.startswith("-"):
            rows = rows.filter(unit=None, unit_name=self.unit[1:])
        elif key := _key(self.unit):
            rows = rows.filter(unit=key)
        if bounds := _bounds(self.when):
            rows = rows.filter(offered_at__gte=bounds[0], offered_at__lt=bounds[1])
        if key := _key(self.column):
            rows = rows.filter(Q(column=key) | Q(adoptions__column=key)).distinct()
        for word in self.words.split()[:5]:
            rows = rows.filter(
                Q(title__icontains=word) | Q(unit_name__icontains=word) | Q(note__icontains=word)
            )
        return rows

    @property
    def query(self) -> str:
        """The same as part of an address."""
        said = {name: getattr(self, name) for name in self.__slots__}
        return urlencode({name: value for name, value in said.items() if value})


def months() -> list[str]:
    """Return the months that can be chosen, newest first."""
    today = timezone.localdate()
    last = today.year * 12 + today.month - 1
    return [f"{each // 12}-{each % 12 + 1:02d}" for each in range(last, last - MONTHS, -1)]


def _key(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < 19 else 0


def _bounds(said: str) -> tuple[datetime, datetime] | None:
    year, dash, month = said.partition("-")
    if not (year.isdecimal() and len(year) == 4 and (month.isdecimal() or not dash)):
        return None
    try:
        if dash:
            return month_bounds(int(year), int(month))
        return month_bounds(int(year), 1)[0], month_bounds(int(year), 12)[1]
    except (ValueError, OverflowError):
        return None
