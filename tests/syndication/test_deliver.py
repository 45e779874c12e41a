"""The main job: what is published arrives on every account exactly once, and goes with the page."""

import pytest
from wagtail.models import Page

from syndication.models import Attempt, ChannelCopy
from syndication.models.attempt import Result
from syndication.models.copy import Position
from syndication.status import Status, status_of
from tests.syndication.engine_room import (
    articles,
    one_round,
    picture,
    posts,
    published,
    settle_down,
    the_copy,
    wechat_account,
    weibo_account,
)

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def accounts(home, sandbox):
    return wechat_account(sandbox), weibo_account(sandbox)


def test_a_published_article_is_live_on_both_platforms(accounts, sandbox, column):
    page = published(column, title="滨江步道全线贯通", summary="十二公里步道四月起开放。")

    settle_down()

    [article] = articles(sandbox)
    [post] = posts(sandbox)
    assert article["title"] == "滨江步道全线贯通"
    assert article["content_source_url"] == page.full_url
    assert post["sent_text"].startswith("【滨江步道全线贯通】十二公里步道四月起开放。")
    assert page.full_url in post["sent_text"]
    for account in accounts:
        copy = the_copy(account)
        assert status_of(copy) == Status.LIVE
        assert copy.url.startswith(sandbox.url)


def test_the_pictures_of_an_article_are_uploaded_again_to_wechat(accounts, sandbox, column):
    inside = picture(colour="seagreen")
    block = {"image": inside, "alt_text": "步道", "caption": "江边的步道"}
    published(column, cover=picture(colour="tomato"), body=[("image", block)])

    settle_down()

    [article] = articles(sandbox)
    assert 'src="/media/' in article["content"]
    assert "localhost:8000/media" not in article["content"]
    [post] = posts(sandbox)
    assert post["picture"]


def test_the_same_picture_is_uploaded_once_for_many_articles(accounts, sandbox, column):
    shared = picture()
    for number in range(3):
        block = {"image": shared, "alt_text": "步道", "caption": ""}
        published(column, title=f"第{number}篇", body=[("image", block)])

    settle_down()

    counters = sandbox.state()["counters"]
    assert counters["/cgi-bin/media/uploadimg"] == 1
    assert counters["/cgi-bin/material/add_material"] == 1
    assert len(articles(sandbox)) == 3


def test_planning_and_working_again_changes_nothing(accounts, sandbox, column):
    published(column)
    settle_down()
    before = sandbox.state()["counters"]

    for _ in range(3):
        one_round()

    assert sandbox.state()["counters"] == before
    assert len(articles(sandbox)) == len(posts(sandbox)) == 1


def test_unpublishing_takes_both_copies_away(accounts, sandbox, column):
    page = published(column)
    settle_down()

    page.unpublish()
    settle_down()

    assert articles(sandbox) == posts(sandbox) == []
    for account in accounts:
        assert status_of(the_copy(account)) == Status.WITHDRAWN


def test_deleting_the_page_takes_both_copies_away_and_keeps_their_record(accounts, sandbox, column):
    page = published(column)
    settle_down()
    ref = page.pk

    page.delete()
    settle_down()

    assert articles(sandbox) == posts(sandbox) == []
    assert ChannelCopy.objects.filter(page_ref=ref, page=None).count() == 2


def test_an_article_published_again_is_there_once_again(accounts, sandbox, column):
    page = published(column)
    settle_down()
    page.unpublish()
    settle_down()

    page.title = "更正后的标题"
    page.save_revision().publish()
    settle_down()

    assert [article["title"] for article in articles(sandbox)] == ["更正后的标题"]
    assert len(posts(sandbox)) == 1
    for account in accounts:
        copy = the_copy(account)
        assert status_of(copy) == Status.LIVE
        assert len(copy.past) == 1


def test_a_draft_and_a_scheduled_page_go_nowhere(accounts, sandbox, column):
    from tests.home.factories import ArticlePageFactory

    ArticlePageFactory(parent=column, live=False)

    settle_down()

    assert ChannelCopy.objects.count() == 0


def test_a_page_behind_a_password_goes_nowhere_and_a_published_one_is_withdrawn(
    accounts, sandbox, column
):
    published(column)
    settle_down()
    assert len(articles(sandbox)) == 1

    column.view_restrictions.create(restriction_type="password", password="secret")
    settle_down()

    assert articles(sandbox) == posts(sandbox) == []


def test_a_page_moved_out_of_the_route_is_withdrawn(home, sandbox, column):
    from syndication import binding
    from syndication.models import Route
    from tests.home.factories import ColumnPageFactory

    account = weibo_account(sandbox)
    Route.objects.all().delete()
    binding.route(account, ["news"])
    Route.objects.update(since="1970-01-01T00:00Z")
    page = published(column)
    settle_down()
    assert len(posts(sandbox)) == 1

    Page.objects.get(pk=page.pk).move(ColumnPageFactory(parent=home), pos="last-child")
    settle_down()

    assert posts(sandbox) == []


def test_a_route_taken_away_withdraws_its_copies(accounts, sandbox, column):
    from syndication.models import Route

    published(column)
    settle_down()

    for route in Route.objects.filter(account=accounts[1]):
        route.delete()
    settle_down()

    assert posts(sandbox) == []
    assert len(articles(sandbox)) == 1


def test_an_attempt_is_written_for_every_conversation(accounts, sandbox, column):
    published(column)
    settle_down()

    steps = Attempt.objects.order_by("pk").values_list("account__kind", "step", "result")
    assert ("weibo", "share", Result.DONE) in steps
    assert [step for kind, step, _ in steps if kind == "wechat"][:3] == [
        "pictures",
        "draft",
        "submit",
    ]
    assert not Attempt.objects.filter(finished_at=None).exists()


def test_a_change_of_a_published_page_is_seen_as_outdated(accounts, sandbox, column):
    page = published(column)
    settle_down()

    page.title = "改过的标题"
    page.save_revision().publish()
    settle_down()

    for account in accounts:
        assert status_of(the_copy(account)) == Status.OUTDATED
    assert len(articles(sandbox)) == len(posts(sandbox)) == 1


def test_two_articles_to_two_accounts_of_one_platform_keep_apart(home, sandbox, column):
    first = wechat_account(sandbox, name="甲", app_id="wx01")
    second = wechat_account(sandbox, name="乙", app_id="wx02")
    published(column, title="同一篇")

    settle_down()

    assert {article["app_id"] for article in articles(sandbox)} == {"wx01", "wx02"}
    assert the_copy(first).remote != the_copy(second).remote
    assert the_copy(first).position == the_copy(second).position == Position.LIVE
