"""Killed at every instruction that matters, the engine ends with exactly one post per account.

A child process delivers; SIGKILL strikes it when it passes its n-th point, for every n until a
delivery gets through unharmed. Points lie on both sides of every request, every row written
before and after it, and every transaction. Then whoever comes next finishes the job.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import wraps
from typing import Any
from unittest import mock

import pytest
import requests
from django.db import connection, connections

from home.models import ArticlePage, ColumnPage
from syndication.engine import attempts, deliver, settle
from syndication.models import Account, Attempt
from syndication.models.copy import Position
from syndication.status import Status, status_of
from tests.home.factories import ColumnPageFactory, make_portal
from tests.sandbox_process import SandboxProcess
from tests.syndication.engine_room import (
    articles,
    picture,
    posts,
    published,
    settle_down,
    the_copy,
    wechat_account,
    weibo_account,
)

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

Points = list[tuple[Any, str]]

POINTS: Points = [
    (requests.Session, "send"),
    (attempts, "finish"),
    (deliver.Worker, "_converse"),
    (settle, "created"),
    (settle, "polled"),
    (settle, "looked"),
    (settle, "retracted"),
    (Attempt.objects, "create"),
]


def mortal(act: Callable[[], None], fatal: int, points: Points = POINTS) -> bool:
    """Act in a child that is killed at its `fatal`-th point; return whether it was killed."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            with deadly_points(fatal, points):
                act()
        finally:
            os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def deadly_points(fatal: int, points: Points) -> ExitStack:
    passed = iter(range(1, 10_000))

    def pass_point() -> None:
        if next(passed) == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    stack = ExitStack()
    for owner, name in points:
        stack.enter_context(
            mock.patch.object(owner, name, guarded(getattr(owner, name), pass_point))
        )
    return stack


def guarded(function: Callable, pass_point: Callable[[], None]) -> Callable:
    @wraps(function)
    def wrapper(*args, **kwargs):
        pass_point()
        result = function(*args, **kwargs)
        pass_point()
        return result

    return wrapper


@pytest.fixture
def column(hurried) -> ColumnPage:
    return ColumnPageFactory(parent=make_portal())


def register(sandbox: SandboxProcess) -> tuple[Account, Account]:
    """Begin anew at the sandbox, so that no hourly limit of its own stops a long test."""
    sandbox.reset()
    return wechat_account(sandbox), weibo_account(sandbox)


def live(sandbox: SandboxProcess) -> tuple[list[dict], list[dict]]:
    return articles(sandbox), posts(sandbox)


LANES = 3
EVERY_POINT = "EVERY_POINT" in os.environ


def every_point(lane: int, step: int = 1) -> Iterator[int]:
    """Yield a lane's share of the points, so that they can be tried side by side.

    A `step` leaves points out, of all kinds; `make faults` tries them all.
    """
    yield from range(1 + lane, 200, LANES * (1 if EVERY_POINT else step))


def step_here() -> int:
    """Return a step for the second run, on PostgreSQL, where a death leaves the same rows."""
    return 3 if connection.vendor == "postgresql" else 1


@pytest.mark.parametrize("lane", range(LANES))
def test_killed_at_any_point_of_a_publication_there_is_one_of_each(sandbox, column, lane):
    killed_at = 0
    for fatal in every_point(lane, step_here()):
        accounts = register(sandbox)
        page = published(column, title=f"第{fatal}次", cover=picture(colour="tomato"))

        killed = mortal(settle_down, fatal)
        settle_down(20)

        assert [len(items) for items in live(sandbox)] == [1, 1], f"killed at point {fatal}"
        for account in accounts:
            copy = the_copy(account, page)
            assert status_of(copy) == Status.LIVE, f"killed at point {fatal}"
            assert copy.url
        assert not Attempt.objects.filter(finished_at=None).exists()
        if not killed:
            break
        killed_at = fatal
    # Fewer would mean that the points were not on the way.
    assert killed_at > 35


@pytest.mark.parametrize("lane", range(LANES))
def test_killed_at_any_point_of_a_withdrawal_nothing_is_left(sandbox, column, lane):
    killed_at = 0
    for fatal in every_point(lane, step_here()):
        accounts = register(sandbox)
        page = published(column, title=f"第{fatal}次")
        settle_down(20)
        assert [len(items) for items in live(sandbox)] == [1, 1]
        ArticlePage.objects.get(pk=page.pk).unpublish()

        killed = mortal(settle_down, fatal)
        settle_down(20)

        assert live(sandbox) == ([], []), f"killed at point {fatal}"
        for account in accounts:
            copy = the_copy(account, page)
            assert (copy.position, copy.remote, len(copy.past)) == (Position.ABSENT, {}, 1)
        if not killed:
            break
        killed_at = fatal
    assert killed_at > 9
