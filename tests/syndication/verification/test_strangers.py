"""What was never published by us, what nobody can know, and links to accounts and pages."""

import pytest
from wagtail.models import PageViewRestriction

from syndication.models import Account, PublishedAddress
from syndication.models.account import Target
from syndication.models.copy import Position
from syndication.verification.answers import Reason, Verdict
from syndication.verification.asking import ask
from tests.home.factories import ArticlePageFactory
from tests.syndication.engine_room import (
    one_round,
    published,
    settle_down,
    the_copy,
    wechat_account,
)
from tests.syndication.verification.asking_room import answer, url_of, verdict

pytestmark = pytest.mark.usefixtures("quick")

CURRENT = Verdict.CURRENT
WITHDRAWN, NOT_OURS = Verdict.WITHDRAWN, Verdict.NOT_OURS


# --- Never official --------------------------------------------------------------------------


def test_what_is_only_submitted_is_not_official(sandbox, home, column):
    account = wechat_account(sandbox, publish_delay=3600)
    published(column)
    for _ in range(3):
        one_round()
    assert the_copy(account).position == Position.SUBMITTED

    assert not PublishedAddress.objects.exists()


def test_what_is_only_drafted_is_not_official(wechat, sandbox, column):
    Account.objects.update(target=Target.DRAFT)
    page = published(column)
    settle_down()
    [draft] = sandbox.state()["wechat"]["drafts"]

    assert the_copy(wechat).position == Position.DRAFT
    assert verdict(f"{sandbox.url}/draft/{draft['media_id']}")[0] == NOT_OURS
    assert answer(page.full_url).copies == ()


def test_a_stranger_is_not_ours(wechat, weibo, column):
    published(column)
    settle_down()
    for link in (
        "https://weibo.com/1234567890/z20XK26My",
        "https://example.com/s/abcdef",
        "https://weibo.com.example.com/5500000001/z20XK26My",
    ):
        assert verdict(link) == (NOT_OURS, Reason.UNKNOWN), link


def test_a_host_that_carries_our_link_is_not_ours(wechat, column):
    published(column)
    settle_down()
    ours = url_of(wechat)

    assert verdict(f"https://example.com/jump?to={ours}") == (NOT_OURS, Reason.UNKNOWN)
    assert verdict(ours.replace("http://", "http://example.com@")) == (
        NOT_OURS,
        Reason.DISGUISED,
    )


def test_a_post_that_bears_our_number_is_not_called_a_forgery(weibo, column):
    published(column)
    settle_down()

    told = answer("https://weibo.com/5500000001/z20XK26My")

    assert (told.verdict, told.reason) == (NOT_OURS, Reason.NAMES_OUR_ACCOUNT)
    assert told.account.name == weibo.name


def test_what_cannot_be_known_is_called_undecided(weibo, column):
    published(column)
    settle_down()
    for link in ("http://t.cn/A6abcDEF", "https://weibo.com/yunting"):
        told = answer(link)
        assert told.reason == Reason.UNREADABLE
        assert told.is_undecided


def test_an_article_in_a_form_that_ours_are_not_known_in_is_undecided(wechat, column):
    published(column)
    settle_down()
    PublishedAddress.objects.filter(kind="wechat").update(form="short", key="LmWJGCLyddA9sAM7")

    assert verdict("https://mp.weixin.qq.com/s/LmWJGCLyddA9sAM7")[0] == CURRENT
    assert verdict("https://mp.weixin.qq.com/s/another0000000") == (NOT_OURS, Reason.UNKNOWN)
    told = answer("http://mp.weixin.qq.com/s?__biz=MzA4Njg1MjkzOA==&mid=2652098162&idx=1")
    assert told.reason == Reason.OTHER_FORM
    assert told.is_undecided


# --- Accounts and pages ----------------------------------------------------------------------


def test_an_accounts_home_page_is_an_official_account_or_not(weibo):
    assert verdict("https://weibo.com/u/5500000001") == (Verdict.ACCOUNT, Reason.IN_USE)
    assert verdict("https://weibo.com/u/5500000002") == (NOT_OURS, Reason.OTHER_ACCOUNT)
    Account.objects.update(is_paused=True)
    assert verdict("https://weibo.com/5500000001") == (Verdict.ACCOUNT, Reason.NOT_IN_USE)


def test_the_official_accounts_are_those_in_use(wechat, weibo):
    Account.objects.filter(pk=wechat.pk).update(is_paused=True)
    Account.objects.filter(pk=weibo.pk).update(sponsor="网信办", filing_number="云政新媒001")

    [account] = ask("").accounts

    assert (account.name, account.sponsor) == (weibo.name, "网信办")
    assert account.filing_number == "云政新媒001"


def test_a_page_of_the_portal_lists_its_copies(wechat, weibo, column):
    page = published(column, title="滨江步道全线贯通")
    settle_down()

    told = answer(f"{page.full_url}?utm_source=x")

    assert (told.verdict, told.reason, told.title) == (CURRENT, Reason.OWN_PAGE, page.title)
    assert {copy.url for copy in told.copies} == {url_of(wechat), url_of(weibo)}


def test_a_page_that_was_unpublished_or_deleted_is_withdrawn(weibo, column):
    page = published(column, title="滨江步道全线贯通")
    address = page.full_url
    settle_down()
    page.unpublish()
    settle_down()
    told = answer(address)
    assert (told.verdict, told.reason) == (WITHDRAWN, Reason.PAGE_TAKEN_BACK)
    assert told.title == page.title

    page.delete()
    settle_down()
    assert verdict(address) == (WITHDRAWN, Reason.PAGE_TAKEN_BACK)


def test_a_page_that_moved_is_found_under_its_old_address(weibo, column, home):
    page = published(column)
    old = page.full_url
    settle_down()
    page.slug = "moved"
    page.save_revision().publish()
    settle_down()

    told = answer(old)

    assert (told.verdict, told.reason) == (CURRENT, Reason.OWN_PAGE)
    assert told.page_url.endswith("/moved/")


def test_drafts_private_pages_and_nonsense_are_no_pages_of_ours(home, column, article):
    draft = ArticlePageFactory(parent=column, live=False)
    PageViewRestriction.objects.create(page=article, restriction_type="login")

    for address in (draft.full_url, article.full_url, "http://localhost:8000/no/such/page/"):
        told = answer(address)
        assert told.reason == Reason.NO_SUCH_PAGE
        assert (told.title, told.page_url) == ("", "")
    assert verdict("http://localhost:8000/") == (CURRENT, Reason.OWN_PAGE)
