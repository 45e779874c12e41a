"""What planners, callbacks and other workers do while a worker is thinking is never lost.

Each test lets something happen at the very moment in which a worker has already read its copy
and has not yet written down what it decided.
"""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from home.models import ArticlePage
from syndication.channels.wechat.channel import WeChatChannel
from syndication.channels.weibo.channel import WeiboChannel
from syndication.engine import deliver, gates, inbound
from syndication.engine.declare import replace
from syndication.engine.plan import plan_page
from syndication.models import Account, ChannelCopy, Edition, InboundEvent
from syndication.models.account import OnChange, Target
from syndication.models.copy import Position
from syndication.status import Status, status_of
from tests.conftest import QUICK
from tests.sandbox_process import SandboxProcess
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


def edited(page: ArticlePage, title: str) -> None:
    """Publish another version and plan it at once, as the hint does."""
    page = ArticlePage.objects.get(pk=page.pk)
    page.title = title
    page.save_revision().publish()
    plan_page(page.pk)


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have something happen once, just before or just after a function does its work."""

    def arrange(owner: object, name: str, happens: Callable[[], None], *, after: bool) -> None:
        function, waiting = getattr(owner, name), [happens]

        def wrapper(*args, **kwargs):
            if waiting and not after:
                waiting.pop()()
            result = function(*args, **kwargs)
            if waiting and after:
                waiting.pop()()
            return result

        monkeypatch.setattr(owner, name, wrapper)

    return arrange


def test_a_worker_that_slept_past_its_lease_sends_nothing(
    home, sandbox, column, settings, meanwhile
):
    settings.SYNDICATION_TIMING = {**QUICK, "lease": 0.4}
    account = weibo_account(sandbox, duplicate_window=0)
    page = published(column)
    plan_page(page.pk)

    def sleep_while_another_works() -> None:
        time.sleep(0.5)
        deliver.work(account.pk)

    meanwhile(gates, "before_the_public_sees", sleep_while_another_works, after=False)
    settle_down()

    assert len(posts(sandbox)) == 1


def test_a_version_declared_while_a_worker_comes_to_rest_is_delivered(
    home, sandbox, column, meanwhile
):
    account = wechat_account(sandbox)
    Account.objects.filter(pk=account.pk).update(target=Target.DRAFT)
    page = published(column, title="第一版")
    settle_down()
    ChannelCopy.objects.update(next_at=timezone.now())

    meanwhile(deliver, "next_move", lambda: edited(page, "第二版"), after=True)
    settle_down()

    [draft] = sandbox.state()["wechat"]["drafts"]
    assert draft["articles"][0]["title"] == "第二版"


def test_a_moment_taken_back_while_a_worker_reads_it_is_not_waited_for(
    home, sandbox, column, meanwhile
):
    account = weibo_account(sandbox)
    page = published(column)
    edition = Edition.objects.create(
        page_ref=page.pk, account=account, send_at=timezone.now() + timedelta(days=1)
    )
    plan_page(page.pk)

    def send_now() -> None:
        edition.delete()
        plan_page(page.pk)

    meanwhile(gates, "before_sending", send_now, after=True)
    settle_down()

    assert len(posts(sandbox)) == 1


def test_a_refusal_of_the_old_version_does_not_stop_the_new_one(home, sandbox, column, meanwhile):
    account = weibo_account(sandbox)
    refusal = {"error_code": 20012, "error": "text too long"}
    sandbox.control("faults", match="/2/statuses/share", kind="refuse", params=refusal)
    page = published(column, title="第一版")
    plan_page(page.pk)

    meanwhile(WeiboChannel, "create", lambda: edited(page, "第二版"), after=False)
    settle_down()

    [post] = posts(sandbox)
    assert "第二版" in post["sent_text"]
    assert status_of(the_copy(account)) == Status.LIVE


def test_a_refusal_of_a_page_withdrawn_meanwhile_troubles_nobody(home, sandbox, column, meanwhile):
    account = weibo_account(sandbox)
    refusal = {"error_code": 20012, "error": "text too long"}
    sandbox.control("faults", match="/2/statuses/share", kind="refuse", params=refusal)
    page = published(column)
    plan_page(page.pk)

    def withdraw() -> None:
        ArticlePage.objects.get(pk=page.pk).unpublish()
        plan_page(page.pk)

    meanwhile(WeiboChannel, "create", withdraw, after=False)
    settle_down()

    assert posts(sandbox) == []
    assert status_of(the_copy(account)) == Status.WITHDRAWN


@pytest.mark.parametrize(
    ("first", "policy"),
    [
        ("published", OnChange.REPLACE),
        ("withdrawn", OnChange.REPLACE),
        # It was to go, whatever becomes of changes.
        ("withdrawn", OnChange.LEAVE),
    ],
)
def test_a_version_published_while_the_old_one_is_under_way_takes_its_place(
    home, sandbox, column, meanwhile, first, policy
):
    account = weibo_account(sandbox)
    Account.objects.filter(pk=account.pk).update(on_change=policy)
    page = published(column, title="第一版")
    plan_page(page.pk)

    def change() -> None:
        if first == "withdrawn":
            ArticlePage.objects.get(pk=page.pk).unpublish()
            plan_page(page.pk)
        edited(page, "第二版")

    meanwhile(WeiboChannel, "create", change, after=False)
    settle_down()

    [post] = posts(sandbox)
    assert "第二版" in post["sent_text"]
    assert status_of(the_copy(account)) == Status.LIVE


def outcome(account: Account, sandbox: SandboxProcess) -> InboundEvent:
    """Return the stored push that says what became of the account's one submission."""
    [job] = sandbox.state()["wechat"]["publish_jobs"]
    [article] = articles(sandbox)
    return InboundEvent.objects.create(
        account=account,
        key=f"publish:{job['publish_id']}:0",
        kind="PUBLISHJOBFINISH",
        body={
            "publish_id": job["publish_id"],
            "publish_status": 0,
            "article_id": article["article_id"],
            "article_detail": {"item": [{"article_url": article["url"]}]},
        },
    )


def test_a_callback_that_comes_late_does_not_stop_a_replacement(home, sandbox, column):
    account = wechat_account(sandbox)
    page = published(column, title="第一版")
    settle_down()
    event = outcome(account, sandbox)
    edited(page, "第二版")
    copy = the_copy(account)
    replace(copy)
    copy.save()

    inbound.handle(event.pk)
    settle_down()

    assert [article["title"] for article in articles(sandbox)] == ["第二版"]
    assert status_of(the_copy(account)) == Status.LIVE


def test_an_answer_to_a_question_that_a_callback_has_settled_meanwhile_is_of_no_account(
    home, sandbox, column, meanwhile, settings
):
    settings.SYNDICATION_TIMING = {**QUICK, "asks": [0.5]}
    account = wechat_account(sandbox)
    published(column)
    sandbox.control("faults", match="/cgi-bin/freepublish/get", kind="empty", times=1)

    def the_callback_comes() -> None:
        inbound.handle(outcome(account, sandbox).pk)

    meanwhile(WeChatChannel, "poll", the_callback_comes, after=False)
    settle_down()

    copy = the_copy(account)
    assert (copy.position, copy.code, copy.failures) == (Position.LIVE, "", 0)


def test_a_callback_for_what_a_look_has_found_is_done_with(home, sandbox, column):
    account = wechat_account(sandbox)
    sandbox.control("faults", match="/cgi-bin/freepublish/submit", kind="silent", times=1)
    published(column)
    settle_down()
    event = outcome(account, sandbox)
    assert "publish_id" not in the_copy(account).remote

    inbound.handle(event.pk)

    event.refresh_from_db()
    assert event.handled_at
    assert the_copy(account).remote["publish_id"] == event.body["publish_id"]
