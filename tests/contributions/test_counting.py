"""Counts per unit and month."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from contributions.counting import MONTHS, Line, Tally, lines_of, month_bounds, total_of
from contributions.deadlines import Deadlines
from contributions.models import Contribution, State
from subsites.kinds import Kind
from subsites.models import Unit
from workdays.calendar import Calendar

HERE = timezone.get_default_timezone()
NOW = "2026-11-20T10:00:00+08:00"


def moment(month: int, day: int = 10, hour: int = 9, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=HERE)


def row(unit, at: datetime, state: State = State.OFFERED, **said) -> Contribution:
    name = unit.name if unit else said.pop("unit_name")
    return Contribution.objects.create(
        unit=unit, unit_name=name, page_ref=1, title="一篇", state=state, offered_at=at, **said
    )


@pytest.fixture
def units(db) -> list[Unit]:
    return [
        Unit.objects.create(name=f"第{n}局", slug=f"ju-{n}", kind=Kind.DEPARTMENT, level="city")
        for n in range(3)
    ]


def by_name(year: int = 2026) -> dict[str, Line]:
    with time_machine.travel(NOW, tick=False):
        return {line.name: line for line in lines_of(year)}


def test_each_month_says_how_much_was_contributed_and_adopted(units):
    row(units[0], moment(3), State.ADOPTED)
    row(units[0], moment(3), State.DECLINED)
    row(units[0], moment(11, 1), State.ADOPTED)
    line = by_name()["第0局"]
    assert (line.months[3].offered, line.months[3].adopted) == (2, 1)
    assert (line.months[11].offered, line.months[11].adopted) == (1, 1)
    assert (line.year.offered, line.year.adopted, line.year.rate) == (3, 2, 67)


def test_months_begin_at_midnight_here(units):
    row(units[0], moment(2, 1, 0))
    row(units[0], moment(1, 31, 23))
    row(units[0], moment(1, 1, 0))
    row(units[0], moment(12, 31, 23, 2025))
    assert [by_name()["第0局"].months[each].offered for each in (1, 2)] == [2, 1]


def test_a_unit_that_contributed_nothing_is_shown_with_nothing(units):
    line = by_name()["第2局"]
    assert (line.year.offered, line.year.rate) == (0, None)


def test_campaigns_are_no_units(units):
    Unit.objects.create(name="创文活动", slug="huodong", kind=Kind.CAMPAIGN, level="city")
    assert "创文活动" not in by_name()


def test_what_the_unit_took_back_is_not_counted(units):
    row(units[0], moment(3), State.WITHDRAWN)
    assert by_name()["第0局"].year.offered == 0


def test_a_unit_that_is_gone_keeps_its_row_under_its_name(units):
    row(None, moment(3), State.ADOPTED, unit_name="撤并了的局")
    line = by_name()["撤并了的局"]
    assert (line.unit, line.year.adopted, line.key) == (None, 1, "-撤并了的局")


def test_a_renamed_unit_has_one_row(units):
    row(units[0], moment(3))
    Unit.objects.filter(pk=units[0].pk).update(name="新名称局")
    row(Unit.objects.get(pk=units[0].pk), moment(4))
    lines = by_name()
    assert "第0局" not in lines
    assert lines["新名称局"].year.offered == 2


def test_the_league_goes_by_what_was_adopted_then_by_the_rate(units):
    for unit, adopted, declined in zip(units, (1, 2, 1), (0, 3, 1), strict=True):
        for _each in range(adopted):
            row(unit, moment(5), State.ADOPTED)
        for _each in range(declined):
            row(unit, moment(5), State.DECLINED)
    lines = lines_of(2026)
    assert [(line.name, line.rank) for line in lines] == [("第1局", 1), ("第0局", 2), ("第2局", 3)]


def test_who_did_as_much_stands_on_the_same_place(units):
    row(units[1], moment(5), State.ADOPTED)
    assert [line.rank for line in lines_of(2026)] == [1, 2, 2]


def test_offers_wait_too_long_after_three_working_days(units):
    # Friday, 20 November 2026: three working days have passed since Tuesday.
    row(units[0], moment(11, 17))
    row(units[0], moment(11, 16, 23))
    row(units[0], moment(11, 13), State.ADOPTED)
    line = by_name()["第0局"]
    assert (line.waiting, line.late) == (2, 1)


@given(st.integers(0, 400), st.integers(0, 10), st.integers(0, 60))
def test_a_list_and_a_row_agree_on_what_is_late(day, within, before):
    today = date(2026, 1, 1) + timedelta(days=day)
    deadlines = Deadlines(today, within)
    deadlines.__dict__["calendar"] = Calendar()
    offered = datetime.combine(today, time(12), tzinfo=HERE) - timedelta(days=before)
    assert deadlines.is_late(offered) == (offered < deadlines.late_before)


@given(st.lists(st.tuples(st.sampled_from(MONTHS), st.integers(0, 9), st.integers(0, 9))))
def test_the_sum_is_that_of_all_units(rows):
    lines = [Line("", months={m: Tally() for m in MONTHS}) for _each in rows]
    for line, (month, offered, adopted) in zip(lines, rows, strict=True):
        line.months[month] = Tally(offered, adopted)
    total = total_of(lines).year
    assert total.offered == sum(offered for _m, offered, _a in rows)
    assert total.adopted == sum(adopted for _m, _o, adopted in rows)


def test_months_follow_each_other():
    ends = [month_bounds(2026, month) for month in MONTHS]
    assert all(this[1] == following[0] for this, following in pairwise(ends))
    assert ends[-1][1] == month_bounds(2027, 1)[0]


def test_137_units_and_12_months_take_as_many_queries_as_one(units):
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            lines_of(2026)
        return len(caught)

    row(units[0], moment(1))
    one = queries()
    many = Unit.objects.bulk_create(
        Unit(name=f"单位{n}", slug=f"u-{n}", kind=Kind.DEPARTMENT, level="city") for n in range(134)
    )
    Contribution.objects.bulk_create(
        Contribution(
            unit=unit, unit_name=unit.name, page_ref=1, title="一篇", offered_at=moment(month),
            state=State.ADOPTED if month % 2 else State.DECLINED,
        )
        for unit in many
        for month in MONTHS
    )  # fmt: skip
    assert queries() == one
    assert len(lines_of(2026)) == 137
