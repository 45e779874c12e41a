"""Which days are worked, and deadlines counted by hand and against a walk day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workdays.calendar import Arrangement, Calendar, Why, calendar_of

SPRING = date(2026, 2, 13)

days = st.dates(date(2018, 6, 1), date(2028, 6, 1))


@st.composite
def calendars(draw) -> Calendar:
    """Any holidays and any swaps, on whatever day of the week they fall."""
    offs = draw(st.lists(st.tuples(days, st.integers(0, 9)), max_size=12))
    swaps = draw(st.lists(days, max_size=12))
    return calendar_of(
        [
            Arrangement(
                2026,
                tuple(("节", first, first + timedelta(days=more)) for first, more in offs),
                tuple(("节", day) for day in swaps),
            )
        ]
    )


def is_worked_told_naively(calendar: Calendar, day: date) -> bool:
    if day in calendar.swapped:
        return True
    return day not in calendar.holidays and day.isoweekday() <= 5


@given(calendars(), days, st.integers(0, 900))
def test_the_number_between_two_days_is_what_a_walk_counts(calendar, start, span):
    end = start + timedelta(days=span)
    walked = sum(
        is_worked_told_naively(calendar, start + timedelta(days=step))
        for step in range(1, span + 1)
    )
    assert calendar.number_between(start, end) == walked
    assert calendar.between(start, end).worked == walked


@given(calendars(), days, st.integers(1, 60))
def test_a_deadline_ends_on_the_working_day_asked_for_and_not_before(calendar, start, number):
    counted = calendar.add(start, number)
    assert calendar.day(counted.end).is_worked
    assert calendar.number_between(start, counted.end) == number
    assert calendar.number_between(start, counted.end - timedelta(days=1)) == number - 1
    assert len(counted.days) == (counted.end - start).days


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        # Friday 13 February 2026: the 14th is worked, 15 to 23 February are off.
        (SPRING, 1, date(2026, 2, 14)),
        (SPRING, 2, date(2026, 2, 24)),
        (SPRING, 3, date(2026, 2, 25)),
        (SPRING, 5, date(2026, 2, 27)),
        (SPRING, 6, date(2026, 2, 28)),  # a Saturday, worked
        (SPRING, 7, date(2026, 3, 2)),
        # Mid-autumn and National Day 2026: 25–27 September and 1–7 October off, 20 September and
        # 10 October worked.
        (date(2026, 9, 18), 1, date(2026, 9, 20)),
        (date(2026, 9, 24), 3, date(2026, 9, 30)),
        (date(2026, 9, 24), 4, date(2026, 10, 8)),
        (date(2026, 9, 24), 6, date(2026, 10, 10)),
        # Twenty days over National Day 2024: 29 September and 12 October worked.
        (date(2024, 9, 25), 20, date(2024, 10, 28)),
        # The Spring Festival of 2020 was made longer by a second notice: 1 February off after all.
        (date(2020, 1, 23), 1, date(2020, 2, 3)),
        # Labour Day of 2019, likewise: 1 to 4 May off, Sundays 28 April and 5 May worked.
        (date(2019, 4, 26), 4, date(2019, 5, 5)),
    ],
)
def test_deadlines_counted_by_hand(calendar, start, number, end):
    assert calendar.add(start, number).end == end


def test_each_day_tells_why(calendar):
    assert calendar.day(date(2026, 10, 1)).why == Why.HOLIDAY
    assert calendar.day(date(2026, 10, 1)).name == "国庆节"
    assert calendar.day(date(2026, 10, 10)).why == Why.SWAPPED
    assert calendar.day(date(2026, 10, 11)).why == Why.WEEKEND
    assert calendar.day(date(2026, 10, 12)).why == Why.WEEKDAY
    assert not calendar.day(date(2027, 10, 1)).is_known


def test_every_year_has_the_days_off_that_law_grants(calendar):
    """全国年节及纪念日放假办法: eleven days a year, thirteen since 2025."""
    for year in range(2019, 2027):
        first, last = date(year, 1, 1), date(year, 12, 31)
        year_before = first - timedelta(days=1)
        weekdays = sum(
            (first + timedelta(days=n)).weekday() < 5 for n in range((last - first).days + 1)
        )
        off = weekdays - calendar.number_between(year_before, last)
        # A holiday that falls on a weekend is moved, so the sum is exact but for New Year's Eve
        # of the year before or after, and for the days added in 2020.
        assert off == pytest.approx(13 if year >= 2025 else 11, abs=2)


def test_a_deadline_of_no_days_is_the_day_itself_and_less_is_refused(calendar):
    assert calendar.add(SPRING, 0).end == SPRING
    with pytest.raises(ValueError, match="-1"):
        calendar.add(SPRING, -1)
    with pytest.raises(ValueError, match="before"):
        calendar.between(SPRING, SPRING - timedelta(days=1))
