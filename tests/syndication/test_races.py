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
from syndication.engine import deliver, gates
from syndication.engine.plan import plan_page
from syndication.models import Account, ChannelCopy, Edition
from syndication.models.account import Target
from tests.conftest import QUICK
from tests.syndication.engine_room import (
    posts,
    published,
    settle_down,
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
