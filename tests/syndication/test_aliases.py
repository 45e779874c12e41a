"""A text that aliases show in several places: led by all of them, and once to each account."""

from datetime import UTC, datetime

import pytest
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page, PageViewRestriction

from home.models import ArticlePage, ColumnPage
from syndication.engine import sweep
from syndication.engine.plan import plan_page
from syndication.models import Account, ChannelCopy, Route
from tests.home.factories import ColumnPageFactory
from tests.syndication.engine_room import published

EVER = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.fixture
def elsewhere(home) -> ColumnPage:
    return ColumnPageFactory(parent=home, title="部门动态", slug="departments")


@pytest.fixture
def page(elsewhere) -> ArticlePage:
    """A page in a column that is led to no account."""
    return published(elsewhere)


@pytest.fixture
def account(column) -> Account:
    """An account that the column of headlines is led to."""
    account = Account.objects.create(kind="weibo", name="云汀发布", app_id="1")
    Route.objects.create(account=account, root=column, since=EVER)
    return account


def shown_in(column: Page, page: ArticlePage) -> Page:
    return page.create_alias(parent=column, update_slug=f"alias-{Page.objects.count()}")


def swept() -> None:
    """Do what the sweep does when every hint was lost."""
    for page_ref in dict.fromkeys(sweep.pages_to_plan()):
        plan_page(page_ref)


def wanted() -> list[tuple[int, int]]:
    rows = ChannelCopy.objects.filter(wanted=True).values_list("page_ref", "account")
    return sorted(rows)


def test_a_page_that_no_route_leads_anywhere_goes_nowhere(page, account):
    swept()
    assert wanted() == []


def test_where_an_alias_stands_its_original_is_led_from(page, account, column):
    swept()
    shown_in(column, page)
    swept()
    assert wanted() == [(page.pk, account.pk)]


def test_however_many_places_lead_to_an_account_it_gets_the_text_once(
    page, account, column, home, elsewhere
):
    Route.objects.create(account=account, root=elsewhere, since=EVER)
    Route.objects.create(account=account, root=home, since=EVER)
    shown_in(column, page)
    shown_in(column, page)
    swept()
    assert wanted() == [(page.pk, account.pk)]
    assert ChannelCopy.objects.count() == 1


def test_a_new_version_still_is_one_text(page, account, column):
    shown_in(column, page)
    page.title = "改了标题"
    page.save_revision().publish()
    swept()
    assert wanted() == [(page.pk, account.pk)]
    assert ChannelCopy.objects.get().title == "改了标题"


@pytest.mark.parametrize("how", ["unpublished", "deleted", "hidden", "moved", "stands alone"])
def test_when_the_alias_is_gone_so_is_the_way(page, account, column, elsewhere, how):
    alias = shown_in(column, page)
    swept()
    alias = ArticlePage.objects.get(pk=alias.pk)
    match how:
        case "unpublished":
            alias.unpublish()
        case "deleted":
            alias.delete()
        case "hidden":
            PageViewRestriction.objects.create(page=column, restriction_type="login")
        case "moved":
            alias.move(elsewhere, pos="last-child")
        case "stands alone":
            ConvertAliasPageAction(alias).execute()
    swept()
    assert (page.pk, account.pk) not in wanted()


def test_a_route_that_comes_later_leads_from_aliases_too(page, column):
    shown_in(column, page)
    swept()
    account = Account.objects.create(kind="weibo", name="云汀发布", app_id="1")
    Route.objects.create(account=account, root=column, since=EVER)
    swept()
    assert wanted() == [(page.pk, account.pk)]


def test_an_old_text_does_not_flood_a_new_account_by_being_shown_again(page, account, column):
    Route.objects.update(since=datetime(2100, 1, 1, tzinfo=UTC))
    shown_in(column, page)
    swept()
    assert wanted() == []
