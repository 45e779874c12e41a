"""Copies are watched for life: deleted, blocked, edited, published by hand."""

import pytest
from django.urls import reverse

from syndication.engine import watch
from syndication.models import Account, HumanTask
from syndication.models.account import Target
from syndication.models.copy import Drift, Position
from syndication.models.task import TaskKind
from syndication.status import Status, status_of
from tests.syndication.engine_room import (
    articles,
    posts,
    published,
    settle_down,
    the_copy,
    wechat_account,
    weibo_account,
)

pytestmark = pytest.mark.usefixtures("quick")


def looked_at_again(account: Account) -> int:
    """Watch as if the time for it had come."""
    account.copies.update(seen_at=None)
    return watch.watch(account.pk)


def test_an_untouched_article_is_seen_and_stays_as_it_is(home, sandbox, column):
    account = wechat_account(sandbox)
    published(column)
    settle_down()

    assert looked_at_again(account) == 1
    assert looked_at_again(account) == 1

    copy = the_copy(account)
    assert (copy.drift, status_of(copy)) == (Drift.NONE, Status.LIVE)
    assert copy.seen_at
    assert copy.first_seen["title"] == copy.title


def test_twenty_articles_are_seen_with_one_call(home, sandbox, column):
    account = wechat_account(sandbox)
    for number in range(20):
        published(column, title=f"第{number}篇")
    settle_down(40)
    asked = sandbox.state()["counters"].get("/cgi-bin/freepublish/batchget", 0)

    assert looked_at_again(account) == 20

    assert sandbox.state()["counters"]["/cgi-bin/freepublish/batchget"] == asked + 1


@pytest.mark.parametrize(
    ("status", "drift"), [("deleted", Drift.DELETED), ("blocked", Drift.BLOCKED)]
)
def test_an_article_that_went_without_our_doing_is_shown_and_not_sent_again(
    home, sandbox, column, status, drift
):
    account = wechat_account(sandbox)
    published(column)
    settle_down()
    [article] = articles(sandbox)
    sandbox.control(f"wechat/articles/{article['article_id']}/status", status=status)

    looked_at_again(account)
    settle_down()

    copy = the_copy(account)
    assert (copy.drift, status_of(copy)) == (drift, Status.PERSON)
    assert HumanTask.objects.filter(copy=copy, kind=TaskKind.DRIFT, closed_at=None).count() == 1
    assert articles(sandbox) == []


def test_what_was_deleted_by_hand_comes_back_when_an_editor_says_so(home, sandbox, column):
    from syndication import choices

    account = wechat_account(sandbox)
    published(column)
    settle_down()
    [article] = articles(sandbox)
    sandbox.control(f"wechat/articles/{article['article_id']}/status", status="deleted")
    looked_at_again(account)

    choices.retry(the_copy(account), also_account=False)
    settle_down()

    assert status_of(the_copy(account)) == Status.LIVE
    assert len(articles(sandbox)) == 1
    assert not HumanTask.objects.filter(closed_at=None).exists()


def test_a_post_deleted_by_its_owner_is_noticed(home, sandbox, column):
    account = weibo_account(sandbox)
    for number in range(7):
        published(column, title=f"第{number}条")
    settle_down()
    first = the_copy_titled(account, "第0条")
    sandbox.control(f"weibo/posts/{first.remote['mid']}/delete")

    looked_at_again(account)

    first.refresh_from_db()
    assert (first.drift, first.position) == (Drift.DELETED, Position.ABSENT)
    assert account.copies.filter(drift=Drift.NONE, position=Position.LIVE).count() == 6
    assert len(posts(sandbox)) == 6


def test_a_draft_that_a_person_publishes_becomes_a_published_copy(home, sandbox, column):
    account = wechat_account(sandbox)
    Account.objects.filter(pk=account.pk).update(target=Target.DRAFT)
    published(column)
    settle_down()
    copy = the_copy(account)
    assert (status_of(copy), articles(sandbox)) == (Status.DRAFT, [])
    assert HumanTask.objects.filter(copy=copy, kind=TaskKind.PUBLISH, closed_at=None).count() == 1

    publish_in_the_console(account, copy.remote["draft_id"])
    looked_at_again(account)

    copy.refresh_from_db()
    assert (copy.position, status_of(copy)) == (Position.LIVE, Status.LIVE)
    assert copy.url
    assert not HumanTask.objects.filter(closed_at=None).exists()


def test_a_draft_follows_its_page(home, sandbox, column):
    account = wechat_account(sandbox)
    Account.objects.filter(pk=account.pk).update(target=Target.DRAFT)
    page = published(column, title="初稿")
    settle_down()
    page.title = "改稿"
    page.save_revision().publish()

    settle_down()

    [draft] = sandbox.state()["wechat"]["drafts"]
    assert draft["articles"][0]["title"] == "改稿"
    assert status_of(the_copy(account)) == Status.DRAFT

    page.unpublish()
    settle_down()
    assert sandbox.state()["wechat"]["drafts"] == []
    assert status_of(the_copy(account)) == Status.WITHDRAWN


def the_copy_titled(account: Account, title: str):
    return account.copies.get(title=title)


def publish_in_the_console(account: Account, draft_id: str) -> None:
    """Publish a draft as a person would: without our engine knowing."""
    from syndication.channels.registry import channel_for

    client = channel_for(account).client
    client.call(client.publish.submit, draft_id, repeatable=False)


def test_what_is_gone_is_shown_in_words_with_what_can_be_done(home, sandbox, column, admin_client):
    account = wechat_account(sandbox)
    published(column, title="滨江步道全线贯通")
    settle_down()
    [article] = articles(sandbox)
    sandbox.control(f"wechat/articles/{article['article_id']}/status", status="deleted")
    looked_at_again(account)

    screen = admin_client.get(reverse("syndication:drift", args=[the_copy(account).pk]))

    shown = screen.content.decode()
    assert "<dt>标题</dt><dd>滨江步道全线贯通</dd>" in shown
    assert "不再发布" in shown


def test_of_what_is_as_it_was_published_nothing_can_be_decided(home, sandbox, column, admin_client):
    account = wechat_account(sandbox)
    published(column)
    settle_down()
    before = articles(sandbox)
    address = reverse("syndication:drift", args=[the_copy(account).pk])

    assert "没有需要决定的" in admin_client.get(address).content.decode()
    admin_client.post(address, {"decision": "restore"})
    settle_down()

    assert articles(sandbox) == before
