"""What a look can tell and what it cannot: the platforms show little of what is there."""

import pytest

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

SHARE = "/2/statuses/share"
# The platform's own check for repetitions would hide what we do wrong.
UNGUARDED = {"duplicate_window": 0}


def test_a_lost_post_is_found_although_many_others_wait_to_be_sent(home, sandbox, column):
    weibo_account(sandbox, **UNGUARDED)
    for number in range(12):
        published(column, title=f"第{number}篇")
    sandbox.control("faults", match=SHARE, kind="silent", times=1)

    settle_down(30)

    # Weibo shows the five newest: nothing may push a lost one out before it is looked for.
    assert sandbox.state()["counters"]["/2/statuses/share.json"] == 12
    assert len(posts(sandbox)) == 12


def test_a_lost_draft_is_found_although_many_others_wait_to_be_sent(home, sandbox, column):
    wechat_account(sandbox)
    for number in range(25):
        published(column, title=f"第{number}篇")
    sandbox.control("faults", match="/cgi-bin/draft/add", kind="silent", times=1)

    settle_down(60)

    assert sandbox.state()["counters"]["/cgi-bin/draft/add"] == 25
    assert len(articles(sandbox)) == 25


def test_a_lost_post_is_not_mistaken_for_one_of_the_same_words(home, sandbox, column):
    account = weibo_account(sandbox, **UNGUARDED)
    first = published(column, title="停水通知", summary="今晚停水。")
    settle_down()
    sandbox.control("faults", match=SHARE, kind="drop", times=1)

    second = published(column, title="停水通知", summary="今晚停水。")
    settle_down(30)

    assert {the_copy(account, page).remote["mid"] for page in (first, second)} == {
        post["mid"] for post in posts(sandbox)
    }
    assert [second.full_url in post["sent_text"] for post in posts(sandbox)] == [False, True]


@pytest.mark.parametrize("kinds", [("silent", "drop"), ("drop", "silent")])
def test_of_two_lost_posts_of_the_same_words_each_is_sent_once(home, sandbox, column, kinds):
    account = weibo_account(sandbox, **UNGUARDED)
    pages = [published(column, title="停水通知", summary="今晚停水。") for _ in range(2)]
    for kind in kinds:
        sandbox.control("faults", match=SHARE, kind=kind, times=1)

    settle_down(30)

    shown = {post["mid"]: post["sent_text"] for post in posts(sandbox)}
    assert len(shown) == 2
    for page in pages:
        copy = the_copy(account, page)
        assert status_of(copy) == Status.LIVE
        assert page.full_url in shown[copy.remote["mid"]]
