"""Duties and the powers that carry them: named in the list, found on both pages."""

import pytest

from disclosure.kinds import ListKind
from disclosure.models import PowerLink, PowerListPage
from disclosure.related import named_in
from tests.disclosure.factories import OrganFactory, PowerListPageFactory, change, recorded


@pytest.fixture
def duties(power_list) -> PowerListPage:
    return PowerListPageFactory(
        parent=power_list.get_parent(), title="市水务局责任清单", slug="water-duties",
        organ=power_list.organ, kind=ListKind.DUTIES,
    )  # fmt: skip


def duty(powers: str, name: str = "水资源管理", **values):
    return change(name, fields={"powers": powers, "kind": "", "sub_name": "审批监管"}, **values)


def shown(client, page: PowerListPage, item) -> str:
    return client.get(f"{page.url}{item.address}/").content.decode()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("取水许可", ["取水许可"]),
        ("1.取水许可\n2．采砂、采石许可", ["取水许可", "采砂、采石许可"]),
        ("（1）取水许可；（2）采砂许可", ["取水许可", "采砂许可"]),
        ("000175004000、000175005000", ["000175004000", "000175005000"]),
        ("000175004000 000175005000", ["000175004000", "000175005000"]),
        ("", []),
    ],
)
def test_powers_are_named_one_in_a_line_or_by_their_codes(text, named):
    assert list(named_in(text)) == named


@pytest.mark.parametrize("named", ["取水许可", "取水 许可", "000175004000", "１.取水许可"])
def test_a_duty_leads_to_the_power_and_the_power_to_the_duty(client, power_list, duties, named):
    [power] = recorded(power_list, change("取水许可", fields={"code": "000175004000"}))
    [item] = recorded(duties, duty(named))

    assert f'{power_list.url}{power.address}/"' in shown(client, duties, item)
    assert f'{duties.url}{item.address}/"' in shown(client, power_list, power)


def test_a_duty_may_come_before_the_power_that_it_names(client, power_list, duties):
    [item] = recorded(duties, duty("取水许可"))
    assert "清单中没有此编码或名称的事项" in shown(client, duties, item)

    [power] = recorded(power_list, change("取水许可"))

    assert f'{power_list.url}{power.address}/"' in shown(client, duties, item)


def test_one_code_of_several_powers_leads_to_each(client, power_list, duties):
    powers = recorded(
        power_list,
        change("甲", fields={"code": "0001234"}),
        change("乙", fields={"code": "0001234"}),
    )
    [item] = recorded(duties, duty("0001234"))

    html = shown(client, duties, item)
    assert all(f'{power_list.url}{power.address}/"' in html for power in powers)


def test_a_name_means_the_power_of_the_same_department(client, power_list, duties):
    other = PowerListPageFactory(parent=power_list.get_parent(), organ=OrganFactory(), slug="other")
    [theirs] = recorded(other, change("取水许可"))
    [ours] = recorded(power_list, change("取水许可"))
    [item] = recorded(duties, duty("取水许可"))

    html = shown(client, duties, item)

    assert f'{power_list.url}{ours.address}/"' in html
    assert f'{other.url}{theirs.address}/"' not in html
    assert duties.url not in shown(client, other, theirs)


def test_a_sub_item_is_found_by_its_whole_name(client, power_list, duties):
    first, second = recorded(
        power_list,
        change("民办学校审批", fields={"sub_name": "设立"}),
        change("民办学校审批", fields={"sub_name": "变更"}),
    )
    [item] = recorded(duties, duty("民办学校审批（变更）"))

    html = shown(client, duties, item)

    assert f'{power_list.url}{second.address}/"' in html
    assert f'{power_list.url}{first.address}/"' not in html


def test_a_duty_that_names_another_power_now_leaves_the_old_one(client, power_list, duties):
    water, sand = recorded(power_list, change("取水许可"), change("采砂许可"))
    [item] = recorded(duties, duty("取水许可"))

    recorded(duties, duty("采砂许可", item=item))

    assert PowerLink.objects.count() == 1
    assert duties.url not in shown(client, power_list, water)
    assert duties.url in shown(client, power_list, sand)


@pytest.mark.parametrize("count", [1, 30])
def test_more_links_take_no_more_queries(
    client, power_list, duties, count, django_assert_max_num_queries
):
    recorded(power_list, *(change(f"事项{number}") for number in range(count)))
    names = "\n".join(f"事项{number}" for number in range(count))
    [item] = recorded(duties, duty(names))
    shown(client, duties, item)

    with django_assert_max_num_queries(26):
        assert shown(client, duties, item).count(f"{power_list.url}n") == count
