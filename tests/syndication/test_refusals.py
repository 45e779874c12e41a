"""What platforms refuse is sorted by who can mend it, and said where that person looks."""

from collections.abc import Iterator

import pytest
import time_machine
from django.utils import timezone

from syndication import binding, choices
from syndication.channels.wechat.errors import outcome_of as wechat_outcome
from syndication.channels.weibo.errors import outcome_of as weibo_outcome
from syndication.models import Account, Attempt, HumanTask
from syndication.models.copy import Fault
from syndication.models.task import TaskKind
from syndication.status import Status, message_for, status_of
from tests.syndication.engine_room import (
    articles,
    one_round,
    posts,
    published,
    settle_down,
    the_copy,
    wechat_account,
    weibo_account,
)

pytestmark = pytest.mark.usefixtures("quick")


def test_a_title_that_is_too_long_is_the_editors_to_mend_and_said_in_chinese(home, sandbox, column):
    account = wechat_account(sandbox)
    page = published(column, title="长" * 90)
    settle_down()

    copy = the_copy(account)
    assert status_of(copy) == Status.EDITOR
    assert "短标题" in message_for(copy)
    assert articles(sandbox) == []

    page.short_title = "短标题"
    page.save_revision().publish()
    settle_down()

    assert [article["title"] for article in articles(sandbox)] == ["短标题"]


def test_a_body_of_30000_characters_is_stopped_before_it_is_sent(home, sandbox, column):
    account = wechat_account(sandbox)
    published(column, body=[("paragraph", f"<p>{'字' * 30_000}</p>")])

    settle_down()

    copy = the_copy(account)
    assert status_of(copy) == Status.EDITOR
    assert "少于20000个字" in message_for(copy)
    assert "/cgi-bin/draft/add" not in sandbox.state()["counters"]


def test_one_editors_mistake_holds_up_nobody_else(home, sandbox, column):
    wechat_account(sandbox)
    published(column, title="长" * 90)
    published(column, title="好标题")

    settle_down()

    assert [article["title"] for article in articles(sandbox)] == ["好标题"]


def test_a_wrong_secret_stops_the_account_and_asks_an_administrator(home, sandbox, column):
    account = wechat_account(sandbox)
    Account.objects.filter(pk=account.pk).update(app_secret="wrong")
    published(column)

    settle_down()

    account.refresh_from_db()
    assert account.is_blocked
    assert status_of(the_copy(account)) == Status.ADMINISTRATOR
    assert "AppSecret" in message_for(the_copy(account))
    assert HumanTask.objects.filter(account=account, kind=TaskKind.ACCOUNT).count() == 1
    asked = sandbox.state()["counters"]["/cgi-bin/stable_token"]

    settle_down()

    assert sandbox.state()["counters"]["/cgi-bin/stable_token"] == asked


def test_the_right_secret_lets_everything_go_on(home, sandbox, column):
    account = wechat_account(sandbox)
    Account.objects.filter(pk=account.pk).update(app_secret="wrong")
    published(column)
    settle_down()

    wechat_account(sandbox)
    settle_down()

    assert len(articles(sandbox)) == 1
    assert not HumanTask.objects.filter(closed_at=None).exists()


def test_an_expired_token_of_wechat_is_renewed_unasked(home, sandbox, column):
    wechat_account(sandbox)
    published(column, title="之前")
    settle_down()
    sandbox.control("faults", match="/cgi-bin/draft/add", kind="expire_token", times=1)

    published(column, title="之后")
    settle_down()

    assert {article["title"] for article in articles(sandbox)} == {"之前", "之后"}


def test_an_expired_token_of_weibo_needs_an_administrator(home, sandbox, column):
    account = weibo_account(sandbox)
    sandbox.control("clock", advance=400 * 86400)
    published(column)

    settle_down()

    assert status_of(the_copy(account)) == Status.ADMINISTRATOR
    assert "重新连接" in message_for(the_copy(account))

    token = sandbox.control("weibo/tokens", app_key="1000000001", uid="5500000001")
    binding.bind("weibo", account.name, app_id="1000000001", access_token=token["access_token"])
    settle_down()

    assert len(posts(sandbox)) == 1


def test_a_platform_that_cannot_be_reached_is_tried_again(home, sandbox, column):
    account = wechat_account(sandbox)
    Account.objects.filter(pk=account.pk).update(base_url="http://127.0.0.1:9")
    published(column)
    one_round()

    copy = the_copy(account)
    assert status_of(copy) == Status.WAITING
    assert copy.next_at is not None
    assert "连不上" in message_for(copy)

    Account.objects.filter(pk=account.pk).update(base_url=sandbox.url)
    settle_down()

    assert len(articles(sandbox)) == 1


def test_a_used_up_daily_quota_waits_for_the_next_day(home, sandbox, column):
    account = wechat_account(sandbox, quotas={"freepublish/submit": 0})
    published(column)
    for _ in range(3):
        one_round()

    copy = the_copy(account)
    assert copy.code == "45009"
    midnight = timezone.localtime(copy.next_at)
    assert (midnight.hour, midnight.minute) == (0, 1)


def test_an_account_without_the_right_to_publish_says_so(home, sandbox, column):
    account = wechat_account(sandbox)
    sandbox.control(
        "faults",
        match="/cgi-bin/freepublish/submit",
        kind="refuse",
        times=1,
        params={"errcode": 48001, "errmsg": "api unauthorized"},
    )
    published(column)

    settle_down()

    assert status_of(the_copy(account)) == Status.ADMINISTRATOR
    assert "认证" in message_for(the_copy(account))


def test_a_review_that_turns_the_article_down_is_the_editors_to_mend(home, sandbox, column):
    account = wechat_account(sandbox)
    sandbox.control(f"wechat/accounts/{account.app_id}/verdicts", verdicts=[4])
    page = published(column, title="未过审")
    settle_down()
    assert status_of(the_copy(account)) == Status.EDITOR
    assert "审核" in message_for(the_copy(account))

    page.title = "改过之后"
    page.save_revision().publish()
    settle_down()

    assert [article["title"] for article in articles(sandbox)] == ["改过之后"]


def test_weibos_repeated_content_is_looked_for_and_never_sent_again(home, sandbox, column):
    account = weibo_account(sandbox)
    page = published(column)
    settle_down()
    page.unpublish()
    settle_down()
    sandbox.control(
        "faults",
        match="/2/statuses/share",
        kind="refuse",
        times=5,
        params={"errcode": 20019, "errmsg": "repeat content!"},
    )

    page.save_revision().publish()
    settle_down()

    assert Attempt.objects.filter(step="share").count() == 2
    assert status_of(the_copy(account)) == Status.PERSON


def test_an_address_known_to_be_outside_the_safe_domains_is_never_sent(home, sandbox, column):
    account = weibo_account(sandbox)
    account.options["safe_domains"] = "elsewhere.example www.elsewhere.example"
    account.save()
    published(column)

    settle_down()

    copy = the_copy(account)
    assert (copy.fault, copy.code) == (Fault.ADMINISTRATOR, "no_safe_domain")
    assert not Attempt.objects.filter(step="share").exists()


def test_an_address_outside_the_safe_domain_stops_the_account(home, sandbox, column):
    account = weibo_account(sandbox)
    sandbox.control(
        "weibo/apps",
        app_key="1000000001",
        app_secret="x",
        redirect_uris=[],
        safe_domains=["elsewhere.example"],
    )
    published(column)

    settle_down()

    assert status_of(the_copy(account)) == Status.ADMINISTRATOR
    assert "安全域名" in message_for(the_copy(account))


@pytest.fixture
def at_noon() -> Iterator[None]:
    """Hours before the platform's counters begin anew, whenever the tests run."""
    noon = timezone.localtime().replace(hour=12, minute=0)
    with time_machine.travel(noon, tick=True):
        yield


def test_ten_deletions_a_day_and_then_a_person_is_asked(home, sandbox, column, at_noon):
    account = wechat_account(sandbox, quotas={"freepublish/delete": 0})
    page = published(column)
    settle_down()

    page.unpublish()
    for _ in range(3):
        one_round()

    copy = the_copy(account)
    assert status_of(copy) == Status.WITHDRAWING
    task = HumanTask.objects.get(copy=copy, closed_at=None)
    assert task.kind == TaskKind.DELETE
    assert task.link == copy.url


def test_a_deletion_that_is_known_to_be_one_too_many_is_not_tried(home, sandbox, column):
    account = wechat_account(sandbox, quotas={"freepublish/delete": 0})
    binding.probe(account)
    page = published(column)
    settle_down()

    page.unpublish()
    one_round()

    assert not Attempt.objects.filter(step="retract").exists()
    assert HumanTask.objects.get(copy=the_copy(account), closed_at=None).kind == TaskKind.DELETE


def test_a_picture_that_is_not_a_picture_is_the_editors_to_mend(home, sandbox, column):
    from tests.syndication.engine_room import picture

    broken = picture()
    page = published(column, cover=broken)
    account = wechat_account(sandbox)
    with broken.file.storage.open(broken.file.name, "wb") as file:
        file.write(b"<html>not a picture</html>")

    settle_down()

    copy = the_copy(account, page)
    assert copy.fault == Fault.EDITOR
    assert "图片" in message_for(copy)
    assert articles(sandbox) == []


def test_a_paused_account_waits(home, sandbox, column):
    account = weibo_account(sandbox)
    Account.objects.filter(pk=account.pk).update(is_paused=True)
    published(column)

    settle_down()
    assert posts(sandbox) == []

    Account.objects.filter(pk=account.pk).update(is_paused=False)
    settle_down()
    assert len(posts(sandbox)) == 1


def test_left_out_by_the_editor_and_taken_in_again(home, sandbox, column):
    account = weibo_account(sandbox)
    page = published(column)
    settle_down()

    choices.leave_out(page, account)
    settle_down()
    from syndication.engine import plan

    plan.plan_page(page.pk)
    settle_down()
    assert posts(sandbox) == []
    assert status_of(the_copy(account)) == Status.LEFT_OUT

    choices.take_in(page, account)
    plan.plan_page(page.pk)
    settle_down()
    assert len(posts(sandbox)) == 1


@pytest.mark.parametrize("code", [10001, 10010, 20032])
def test_an_ambiguous_answer_to_a_write_is_unknown_and_to_a_read_is_later(code):
    assert type(weibo_outcome(code, "", repeatable=False)).__name__ == "Unknown"
    assert type(weibo_outcome(code, "", repeatable=True)).__name__ == "Later"


def test_a_code_nobody_knows_goes_to_an_administrator_with_the_platforms_words():
    outcome = wechat_outcome(99999, "strange", repeatable=False)
    assert (type(outcome).__name__, outcome.text) == ("Refused", "strange")
