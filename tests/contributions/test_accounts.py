"""What adoption means for accounts (`portal.adopting`)."""

from datetime import UTC, datetime

import pytest

from contributions.deciding import adopt_as_copy, adopt_by_reference
from home.models import ArticlePage
from syndication.engine.plan import plan_page
from syndication.models import Account, ChannelCopy, Route

EVER = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.fixture
def account(home) -> Account:
    """An account that takes the whole portal, the units' sites below it included."""
    account = Account.objects.create(kind="weibo", name="云汀发布", app_id="1")
    Route.objects.create(account=account, root=home, since=EVER)
    return account


def wanted() -> list[int]:
    return list(ChannelCopy.objects.filter(wanted=True).values_list("page_ref", flat=True))


def test_a_reference_adds_nothing_to_an_account_that_has_the_text(
    account,
    offer_of_item,
    item,
    editor,
    headlines,
):
    plan_page(item.pk)
    [adoption] = adopt_by_reference(offer_of_item, [headlines], editor)
    plan_page(item.pk)
    plan_page(adoption.page_id)
    assert wanted() == [item.pk]


def test_a_copy_is_left_out_where_the_original_is_until_it_is_taken_in(
    account,
    offer_of_item,
    item,
    editor,
    headlines,
):
    plan_page(item.pk)
    [adoption] = adopt_as_copy(offer_of_item, [headlines], editor)
    ArticlePage.objects.get(pk=adoption.page_id).get_latest_revision().publish()
    plan_page(adoption.page_id)
    assert wanted() == [item.pk]
    assert ChannelCopy.objects.get(page_ref=adoption.page_id).left_out


def test_a_copy_goes_where_the_original_does_not(
    offer_of_item,
    item,
    editor,
    headlines,
):
    account = Account.objects.create(kind="weibo", name="云汀发布", app_id="1")
    Route.objects.create(account=account, root=headlines, since=EVER)
    plan_page(item.pk)
    [adoption] = adopt_as_copy(offer_of_item, [headlines], editor)
    ArticlePage.objects.get(pk=adoption.page_id).get_latest_revision().publish()
    plan_page(adoption.page_id)
    assert wanted() == [adoption.page_id]
