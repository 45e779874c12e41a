"""Three hundred items in a day, at accounts with the documented limits.

The engine and the platforms go through the days together, with the watch running as it always
does. No call is ever refused for quota; what waits uses nineteen twentieths of the day's allowance,
and the twentieth that is kept serves withdrawals and corrections to the last call; a withdrawal is
the very next write of its account; what did not fit goes out on the days after. What was called,
and what was refused, is what the platforms say.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from home.models import ArticlePage
from syndication import binding, corrections
from syndication.channels.remedies import Remedy
from syndication.engine import deliver, watch
from syndication.models import Account, HumanTask
from syndication.models.copy import Position
from syndication.models.task import TaskKind
from tests.faults.days import Days
from tests.home.factories import ArticlePageFactory
from tests.sandbox_process import SandboxProcess
from tests.syndication.engine_room import articles, one_round, posts, wechat_account, weibo_account

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db,
    pytest.mark.skipif(not os.environ.get("QUOTAS"), reason="takes minutes: make quotas"),
]

ITEMS = 300
# A day at Weibo ends with all calls of the user, at WeChat with the publications.
ALLOWANCE = 100
WEIBO_LIMITS = {"ip_hour": 15_000, "user_day": ALLOWANCE, "posts_hour": 30}
REFUSED_FOR_QUOTA = {45009, 45028, 10022, 10023, 10024, 20016, 20022}
SHARE, DESTROY = "/2/statuses/share.json", "/2/statuses/destroy.json"
SUBMIT, DELETE = "/cgi-bin/freepublish/submit", "/cgi-bin/freepublish/delete"
DRAFT, UPLOAD = "/cgi-bin/draft/add", "/cgi-bin/material/add_material"
WRITES = {"weibo": {SHARE, DESTROY}, "wechat": {UPLOAD, DRAFT, SUBMIT, DELETE}}
WITHDRAWALS = {"weibo": DESTROY, "wechat": DELETE}
NOT_COUNTED = "/2/account/rate_limit_status.json"


@pytest.fixture
def days(sandbox: SandboxProcess) -> Iterator[Days]:
    with Days(sandbox) as days:
        yield days


@pytest.fixture
def accounts(home, sandbox, days) -> list[Account]:
    """Accounts whose limits the platforms have told, as after any binding."""
    both = [weibo_account(sandbox, quotas=WEIBO_LIMITS), wechat_account(sandbox)]
    for account in both:
        binding.probe(account)
        assert account.quotas
    return both


def go_on(days: Days, hour: int = 24) -> None:
    """Let the sweep, the workers and the watch run until an hour of today; 24 is midnight."""
    today = days.now.date()
    while days.now.date() == today and days.now.hour < hour:
        one_round()
        for account_id in watch.accounts_to_watch():
            watch.watch(account_id)
        days.forward(minutes=20)


def calls(sandbox: SandboxProcess) -> list[dict[str, Any]]:
    """Return every call that the platforms have noted, in order."""
    return sandbox.control("state?requests=1000000", "GET")["requests"]


def writes(sandbox: SandboxProcess, account: Account) -> list[str]:
    return [call["path"] for call in calls(sandbox) if call["path"] in WRITES[account.kind]]


def spent(sandbox: SandboxProcess) -> dict[str, int]:
    """Return what the platforms have counted against each account's allowance."""
    paths = [call["path"] for call in calls(sandbox)]
    of_weibo = [path for path in paths if path.startswith("/2/") and path != NOT_COUNTED]
    return {"weibo": len(of_weibo), "wechat": paths.count(SUBMIT)}


def titles(sandbox: SandboxProcess) -> set[str]:
    """Return the titles that followers of either account can read."""
    heads = (post["sent_text"].removeprefix("【").partition("】")[0] for post in posts(sandbox))
    return {article["title"] for article in articles(sandbox)} | set(heads)


def live_everywhere() -> list[ArticlePage]:
    """Return the items that are live at both accounts, oldest first."""
    live = ArticlePage.objects.order_by("pk").filter(live=True)
    for kind in ("weibo", "wechat"):
        live = live.filter(
            channel_copies__account__kind=kind, channel_copies__position=Position.LIVE
        )
    return list(live)


def correct(page: ArticlePage, user: Any, remedies: dict[str, Remedy]) -> None:
    correction = corrections.open_for_change(page, user)
    page.title = f"{page.title}（更正）"
    page.save_revision().publish()
    lines = corrections.prepare(correction)
    decisions = {line.copy.pk: remedies[line.copy.account.kind] for line in lines}
    corrections.sign(correction, user, decisions, "时间有误。")


def withdraw(page: ArticlePage) -> None:
    ArticlePage.objects.get(pk=page.pk).unpublish()


def test_a_day_of_three_hundred_items(accounts, sandbox, days, column, admin_user, settings):
    weibo, wechat = accounts
    for number in range(ITEMS):
        ArticlePageFactory(parent=column, title=f"第{number}件")

    # In the morning, in the thick of it: the very next write is the withdrawal.
    settings.SYNDICATION_TIMING = {"turn": 0.2}
    one_round()
    for account in accounts:
        while not (live := account.copies.filter(position=Position.LIVE)).exists():
            days.forward(1)
            deliver.work(account.pk)
        withdraw(live.first().page)
        assert account.copies.due().count() > 50
        already = len(writes(sandbox, account))
        one_round()
        assert writes(sandbox, account)[already] == WITHDRAWALS[account.kind]
    settings.SYNDICATION_TIMING = {}

    # By the evening nineteen twentieths are spent; items wait, and nobody was refused.
    go_on(days, hour=22)
    usual = spent(sandbox)
    assert usual == {"weibo": 95, "wechat": 97}, f"{usual} of {ALLOWANCE}"
    assert weibo.copies.filter(code="waits_for_quota").count() > 100
    assert wechat.copies.filter(code="waits_for_quota").count() > 100

    # The rest is there for withdrawals and corrections, at once and to the last call.
    withdrawn, corrected = live_everywhere()[:3], live_everywhere()[3:6]
    for page in withdrawn:
        withdraw(page)
    correct(corrected[0], admin_user, {"weibo": Remedy.REPLACE, "wechat": Remedy.REPLACE})
    for page in corrected[1:]:
        correct(page, admin_user, {"weibo": Remedy.LEAVE, "wechat": Remedy.REPLACE})
    go_on(days, hour=23)
    used = spent(sandbox)
    assert used == {"weibo": ALLOWANCE, "wechat": ALLOWANCE}, f"{used} of {ALLOWANCE}"
    assert not {page.title for page in withdrawn} & titles(sandbox)

    # One more than there are calls left waits for the morning, and a person is asked meanwhile.
    late = live_everywhere()[-1]
    withdraw(late)
    one_round()
    assert spent(sandbox) == used
    assert HumanTask.objects.filter(kind=TaskKind.DELETE, closed_at=None, account=weibo).exists()

    # On the days after everything else goes out.
    for _ in range(4):
        go_on(days)
    gone = 2 + len(withdrawn) + 1
    assert len(posts(sandbox)) == len(articles(sandbox)) == ITEMS - gone
    assert [call["path"] for call in calls(sandbox) if call["code"] in REFUSED_FOR_QUOTA] == []
    assert not HumanTask.objects.filter(closed_at=None).exists()
    # With `-s`: the figures.
    print(f"\n{ITEMS} items, calls of {ALLOWANCE}: {usual} for items, {used} with the reserve")  # noqa: T201
