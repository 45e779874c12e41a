"""Changing one power: proposed by its department, decided by a reviewer, recorded."""

from datetime import date

import pytest
from django.urls import reverse

from disclosure.causes import Cause, State
from disclosure.models import PowerItem, Proposal
from tests.disclosure.factories import change, recorded
from tests.disclosure.people import member


@pytest.fixture
def item(power_list) -> PowerItem:
    [item] = recorded(
        power_list, change(fields={"basis": "《水法》第七条", "+改革举措": "告知承诺"})
    )
    return item


def proposed(client, item: PowerItem, **values):
    fields = {f"field-{name}": text for name, text in item.fields.items()}
    form = {
        **fields,
        "cause": Cause.ADJUSTED,
        "reason": "法律修改",
        "document": "",
        "effective_on": "2025-06-01",
        **values,
    }
    address = reverse("disclosure:propose_change", args=[item.power_list_id, item.pk])
    return client.post(address, form)


def decided(client, decision: str, **values):
    proposal = Proposal.objects.latest("pk")
    address = reverse("disclosure:decide", args=[proposal.pk])
    return client.post(address, {"decision": decision, **values})


def test_a_change_counts_when_a_reviewer_has_approved_it(client, item, editor, reviewer):
    client.force_login(editor)
    proposed(client, item, **{"field-basis": "《水法》第七条第一款"})
    item.refresh_from_db()
    assert item.newest.number == 1

    client.force_login(reviewer)
    html = client.get(reverse("disclosure:lists")).content.decode()
    assert "<ins>第一款</ins>" in html
    decided(client, "approve")

    item.refresh_from_db()
    assert item.fields["basis"] == "《水法》第七条第一款"
    assert item.fields["+改革举措"] == "告知承诺"
    assert item.newest.effective_on == date(2025, 6, 1)
    assert (item.newest.recorded_by, item.newest.approved_by) == (editor, reviewer)


def test_a_cancelled_power_keeps_what_it_said(client, item, editor, reviewer):
    client.force_login(editor)
    proposed(client, item, cause=Cause.CANCELLED)
    client.force_login(reviewer)
    decided(client, "approve")

    item.refresh_from_db()
    assert item.state == State.CANCELLED
    assert item.fields["basis"] == "《水法》第七条"


def test_a_new_power(client, power_list, editor, reviewer):
    client.force_login(editor)
    form = {
        "cause": Cause.NEW,
        "reason": "法律授权",
        "effective_on": "2025-06-01",
        "field-name": "采砂许可",
    }
    client.post(reverse("disclosure:propose_new", args=[power_list.pk]), form)
    client.force_login(reviewer)
    decided(client, "approve")

    assert PowerItem.objects.get().fields == {"name": "采砂许可"}


def test_sent_back_it_does_not_count(client, item, editor, reviewer):
    client.force_login(editor)
    proposed(client, item, **{"field-name": "别的"})
    client.force_login(reviewer)

    decided(client, "refuse", answer="依据不足")

    assert Proposal.objects.get().answer == "依据不足"
    decided(client, "approve")
    item.refresh_from_db()
    assert item.name == "取水许可"


def test_of_two_changes_made_from_one_version_the_second_is_to_be_looked_at_again(
    client, item, editor, reviewer
):
    client.force_login(editor)
    proposed(client, item, **{"field-name": "一"})
    first = Proposal.objects.latest("pk")
    proposed(client, item, **{"field-name": "二"})
    client.force_login(reviewer)
    client.post(reverse("disclosure:decide", args=[first.pk]), {"decision": "approve"})

    response = client.post(
        reverse("disclosure:decide", args=[Proposal.objects.latest("pk").pk]),
        {"decision": "approve"},
        follow=True,
    )

    assert "在此期间已有变动" in response.content.decode()
    item.refresh_from_db()
    assert item.name == "一"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, "没有任何变动"),
        ({"field-name": ""}, "必需字段"),
        ({"reason": "", "field-name": "二"}, "必需字段"),
        ({"effective_on": "昨天", "field-name": "二"}, "日期"),
        ({"cause": "restored", "field-name": "二"}, "restored"),
    ],
)
def test_what_cannot_be_proposed_is_said_beside_it(client, item, editor, values, told):
    client.force_login(editor)

    html = proposed(client, item, **values).content.decode()

    assert told in html
    assert not Proposal.objects.exists()


def test_another_departments_editor_changes_nothing(client, item, django_user_model):
    client.force_login(member(django_user_model, "stranger"))

    proposed(client, item, **{"field-name": "别的"})

    assert not Proposal.objects.exists()


def test_an_editor_decides_nothing(client, item, editor):
    client.force_login(editor)
    proposed(client, item, **{"field-name": "别的"})

    decided(client, "approve")

    item.refresh_from_db()
    assert item.name == "取水许可"


@pytest.mark.parametrize("count", [1, 60])
def test_a_longer_list_takes_no_more_queries(
    client, power_list, editor, count, django_assert_max_num_queries
):
    recorded(power_list, *(change(str(number)) for number in range(count)))
    client.force_login(editor)
    address = reverse("disclosure:powers", args=[power_list.pk])
    client.get(address)

    with django_assert_max_num_queries(24):
        assert client.get(address).status_code == 200
