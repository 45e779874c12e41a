"""有效性 on any day, against a walk through the days, and cases that people ask about."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.documents.validity import (
    Change,
    Deed,
    Validity,
    effect_of,
    history_of,
    in_order,
    validity_on,
)

BEGIN = date(2026, 1, 1)
days = st.integers(0, 60).map(lambda number: BEGIN + timedelta(days=number))
states = st.sampled_from([Validity.IN_FORCE, Validity.AMENDED, Validity.REPEALED, Validity.LAPSED])
changes = st.lists(st.builds(Change, day=days, validity=states), max_size=8)


def walked(day: date, all_changes: list[Change]) -> Validity:
    """Live through every day up to one, and let happen what happens."""
    comes = any(change.validity == Validity.IN_FORCE for change in all_changes)
    now = Validity.NOT_YET if comes else Validity.IN_FORCE
    today = BEGIN
    while today <= day:
        for change in in_order(c for c in all_changes if c.day == today):
            match now, change.validity:
                case (Validity.REPEALED, _):
                    pass
                case (Validity.LAPSED, Validity.REPEALED):
                    now = Validity.REPEALED
                case (Validity.LAPSED, _):
                    pass
                case (Validity.AMENDED, Validity.IN_FORCE):
                    pass
                case (_, new):
                    now = new
        today += timedelta(days=1)
    return now


@given(changes, days)
def test_what_a_document_is_on_a_day_is_what_living_through_the_days_gives(all_changes, day):
    assert validity_on(day, all_changes) == walked(day, all_changes)


@given(changes, days, st.randoms())
def test_the_order_in_which_changes_are_told_does_not_matter(all_changes, day, random):
    shuffled = list(all_changes)
    random.shuffle(shuffled)
    assert validity_on(day, shuffled) == validity_on(day, all_changes)


@given(changes, days)
def test_what_has_been_repealed_stays_repealed(all_changes, day):
    if validity_on(day, all_changes) == Validity.REPEALED:
        assert validity_on(day + timedelta(days=400), all_changes) == Validity.REPEALED


@given(changes, st.builds(Change, day=days, validity=states), days)
def test_taking_a_change_away_takes_away_nothing_before_it(all_changes, withdrawn, day):
    if day < withdrawn.day and withdrawn.validity != Validity.IN_FORCE:
        assert validity_on(day, [*all_changes, withdrawn]) == validity_on(day, all_changes)


def test_a_term_that_runs_out_ends_a_document_on_that_very_day():
    own = [Change(BEGIN, Validity.IN_FORCE), Change(date(2026, 3, 1), Validity.LAPSED)]
    assert validity_on(date(2025, 12, 31), own) == Validity.NOT_YET
    assert validity_on(BEGIN, own) == Validity.IN_FORCE
    assert validity_on(date(2026, 2, 28), own) == Validity.IN_FORCE
    assert validity_on(date(2026, 3, 1), own) == Validity.LAPSED


def test_a_document_without_a_day_of_its_own_is_in_force():
    assert validity_on(BEGIN, []) == Validity.IN_FORCE


def test_what_has_lapsed_is_not_amended_but_may_be_repealed():
    lapsed = Change(BEGIN, Validity.LAPSED)
    amended = Change(date(2026, 2, 1), Validity.AMENDED)
    repealed = Change(date(2026, 3, 1), Validity.REPEALED)
    assert history_of([lapsed, amended, repealed]) == [lapsed, repealed]


@pytest.mark.parametrize(
    ("deed", "in_part", "becomes"),
    [
        (Deed.AMENDS, False, Validity.AMENDED),
        (Deed.AMENDS, True, Validity.AMENDED),
        (Deed.REPEALS, False, Validity.REPEALED),
        (Deed.REPEALS, True, Validity.AMENDED),
        (Deed.REPLACES, False, Validity.REPEALED),
        (Deed.REPLACES, True, Validity.AMENDED),
    ],
)
def test_what_is_repealed_or_replaced_in_part_goes_on_as_amended(deed, in_part, becomes):
    assert effect_of(deed, in_part) == becomes
