"""Tasks are cheap, may be lost and may come twice; none of them breeds others."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from syndication import tasks
from syndication.models import Account, ChannelCopy, InboundEvent
from syndication.models.copy import Position


@pytest.fixture
def copy(db) -> ChannelCopy:
    cache.clear()
    account = Account.objects.create(kind="wechat", name="甲", app_id="wx1", app_secret="s")
    return ChannelCopy.objects.create(
        page_ref=1,
        account=account,
        title="稿件",
        position=Position.SUBMITTED,
        remote={"publish_id": "77"},
        next_at=timezone.now() + timedelta(seconds=20),
    )


@pytest.fixture
def ordered(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    """The wake-ups that were ordered."""
    orders: list[dict] = []
    monkeypatch.setattr(
        tasks.work_account,
        "apply_async",
        lambda args=(), kwargs=None, **order: orders.append({"args": args, **order}),
    )
    return orders


def test_however_often_an_account_is_worked_on_it_is_woken_once_for_what_is_due(copy, ordered):
    for _ in range(5):
        tasks.work_account(copy.account_id)

    [order] = ordered
    assert order["args"] == [copy.account_id]
    assert 0 < order["countdown"] <= 20


def test_an_account_is_woken_earlier_when_something_else_falls_due_before(copy, ordered):
    tasks.work_account(copy.account_id)
    ChannelCopy.objects.update(next_at=timezone.now() + timedelta(seconds=5))

    tasks.work_account(copy.account_id)

    assert len(ordered) == 2
    assert ordered[1]["countdown"] < ordered[0]["countdown"]


def test_a_push_that_leaves_nothing_to_do_wakes_nobody(copy, ordered):
    event = InboundEvent.objects.create(
        account=copy.account,
        key="publish:77:0",
        kind="PUBLISHJOBFINISH",
        body={"publish_id": "77", "publish_status": 0, "article_id": "a"},
    )

    tasks.handle_event(event.pk)

    assert ordered == []


def test_the_sweep_handles_pushes_that_came_too_early(copy, ordered):
    event = InboundEvent.objects.create(
        account=copy.account,
        key="publish:77:0",
        kind="PUBLISHJOBFINISH",
        body={"publish_id": "77", "publish_status": 0, "article_id": "a"},
    )

    tasks.sweep_all()

    event.refresh_from_db()
    assert event.handled_at
