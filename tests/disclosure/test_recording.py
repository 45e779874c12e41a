"""Every change leaves a row with its cause, and no row can be touched unseen."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from disclosure.causes import Cause, State
from disclosure.history.verifying import troubles
from disclosure.models import PowerItem, PowerListPage, PowerVersion
from tests.disclosure.factories import change, recorded


def test_a_new_power_has_an_address_and_a_first_version(power_list):
    [item] = recorded(power_list, change(fields={"code": "000175004000"}))

    assert item.address == "000175004000"
    assert (item.newest.number, item.newest.cause) == (1, Cause.NEW)
    assert item.fields["body"] == item.body == "市水务局"


def test_powers_with_one_code_have_addresses_of_their_own(power_list):
    items = recorded(
        power_list,
        change("甲", fields={"code": "650200207XK01600"}),
        change("乙", fields={"code": "650200207XK01600"}),
        change("丙"),
    )

    assert [item.address for item in items] == ["650200207XK01600", "650200207XK01600-2", "n3"]


def test_a_change_is_a_new_version_and_the_old_one_stays(power_list):
    [item] = recorded(power_list)

    [item] = recorded(power_list, change("取用水许可", item, effective_on=date(2025, 6, 1)))

    assert item.name == "取用水许可"
    assert [version.fields["name"] for version in item.versions.all()] == ["取水许可", "取用水许可"]


def test_an_older_version_of_the_page_that_is_published_leaves_the_record_as_it_is(power_list):
    recorded(power_list)
    before = PowerListPage.objects.get(pk=power_list.pk).save_revision()
    recorded(power_list, change("乙"))

    before.publish()

    power_list = PowerListPage.objects.get(pk=power_list.pk)
    assert list(troubles(power_list)) == []
    recorded(power_list, change("丙"))
    assert list(troubles(PowerListPage.objects.get(pk=power_list.pk))) == []


@pytest.mark.parametrize(
    ("cause", "state"),
    [
        (Cause.CANCELLED, State.CANCELLED),
        (Cause.MERGED, State.MERGED),
        (Cause.DELEGATED, State.DELEGATED),
        (Cause.ADJUSTED, State.IN_FORCE),
    ],
)
def test_a_cause_says_what_state_a_power_is_in(power_list, cause, state):
    [item] = recorded(power_list)

    [item] = recorded(power_list, change(item=item, cause=cause))

    assert item.state == state
    assert item.fields["name"] == "取水许可"


def test_rows_of_one_list_are_numbered_and_chained(power_list):
    recorded(power_list, *(change(str(number)) for number in range(3)))
    recorded(power_list, change("3"))

    versions = list(PowerVersion.objects.order_by("sequence"))

    assert [version.sequence for version in versions] == [1, 2, 3, 4]
    assert [v.previous for v in versions[1:]] == [v.hash for v in versions[:-1]]
    page = PowerListPage.objects.get()
    assert (page.last_sequence, page.last_hash) == (4, versions[-1].hash)
    assert list(troubles(page)) == []


def test_recording_many_takes_a_few_queries(power_list, django_assert_max_num_queries):
    recorded(power_list)

    with django_assert_max_num_queries(22):
        recorded(power_list, *(change(str(number)) for number in range(300)))


def _alter(version):
    PowerVersion.objects.filter(pk=version.pk).update(fields={"name": "别的"})


def _backdate(version):
    PowerVersion.objects.filter(pk=version.pk).update(effective_on=date(2020, 1, 1))


def _take_out(version):
    PowerItem.objects.filter(newest=version).update(newest=None)
    PowerVersion.objects.filter(pk=version.pk).delete()


def _put_in(version):
    version.pk, version.sequence, version.number = None, 99, 99
    version.save()


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("tamper", [_alter, _backdate, _take_out, _put_in])
def test_whatever_is_done_to_the_record_is_found(power_list, tamper, at):
    items = recorded(power_list, *(change(str(number)) for number in range(2)))
    recorded(power_list, change("新", items[0]))

    tamper(PowerVersion.objects.get(sequence=at))

    assert "water" in _said_to_be_broken()


def test_a_power_that_shows_an_old_version_is_found(power_list):
    [item] = recorded(power_list)
    recorded(power_list, change("新", item))

    PowerItem.objects.update(newest=PowerVersion.objects.first())

    assert "not the newest version" in _said_to_be_broken()


def _said_to_be_broken() -> str:
    errors = io.StringIO()
    with pytest.raises(CommandError):
        call_command("verify_history", stderr=errors)
    return errors.getvalue()


def test_an_untouched_record_is_said_to_be_unbroken(power_list):
    recorded(power_list)
    out = io.StringIO()

    call_command("verify_history", stdout=out)

    assert out.getvalue().strip() == "1 rows, unbroken"
