"""A list as of any day is what replaying its history up to that day gives."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.causes import ENDED, Cause
from disclosure.history.as_of import as_of
from disclosure.models import PowerVersion
from tests.disclosure.factories import change, recorded

FIRST_DAY = date(2025, 1, 1)
days = st.integers(0, 9).map(lambda number: FIRST_DAY + timedelta(days=number))
# Which of three powers, what happens to it, and when it takes effect.
histories = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(Cause), days), max_size=15)


def replayed(day: date) -> dict[str, str]:
    """Return the name of each power in force, by address, from the rows in the order of effect."""
    names: dict[str, str] = {}
    rows = PowerVersion.objects.select_related("item").order_by("effective_on", "number")
    for version in rows:
        if version.effective_on > day:
            break
        if version.cause in ENDED:
            names.pop(version.item.address, None)
        else:
            names[version.item.address] = version.fields["name"]
    return names


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories, day=days)
def test_a_list_as_of_a_day_is_its_history_replayed(power_list, history, day):
    items = recorded(power_list, *(change(f"事项{n}", effective_on=FIRST_DAY) for n in range(3)))
    for number, (which, cause, effective) in enumerate(history):
        [items[which]] = recorded(
            power_list, change(f"第{number}版", items[which], cause=cause, effective_on=effective)
        )

    ours = {item.address for item in items}
    shown = {v.item.address: v.fields["name"] for v in as_of(power_list, day)}

    assert {k: v for k, v in shown.items() if k in ours} == {
        k: v for k, v in replayed(day).items() if k in ours
    }


def test_what_takes_effect_later_is_recorded_today_and_not_in_force_yet(power_list):
    [item] = recorded(power_list, change("今", effective_on=FIRST_DAY))
    recorded(power_list, change("明", item, effective_on=FIRST_DAY + timedelta(days=1)))

    assert [v.fields["name"] for v in as_of(power_list, FIRST_DAY)] == ["今"]


@pytest.mark.parametrize("count", [1, 40])
def test_a_list_as_of_a_day_is_one_query(power_list, count, django_assert_num_queries):
    recorded(power_list, *(change(str(number)) for number in range(count)))

    with django_assert_num_queries(1):
        assert len([str(version.item) for version in as_of(power_list, FIRST_DAY)]) == count
