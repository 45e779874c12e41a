"""The people of the fault run, inside the installation: who publish, and who mend.

Run as `people.work(load, url)` by a process of its own; every line it prints is a JSON object.
"""

import json
import threading
import time
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Q
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Site

from benchmarks.faults.load import APP_KEY, CALLBACK_TOKEN, PICTURES, SECRET, Load, summary, title
from home.models import ArticlePage, ColumnPage
from syndication import binding, handwork
from syndication.engine import deliver
from syndication.models import Account, Attempt, ChannelCopy, HumanTask
from syndication.models.attempt import Result
from syndication.models.copy import Fault, Position
from syndication.models.task import TaskKind
from tests.home.factories import ColumnPageFactory, make_portal
from tests.sandbox_process import SandboxProcess
from tests.syndication.engine_room import EVER, picture

EVERY = 1.0


def prepare(load: Load, sandbox_url: str, portal_url: str, port: int) -> None:
    """Make a column, and the accounts, led to by the whole site."""
    ColumnPageFactory(parent=make_portal(), title="要闻动态", slug="news")
    Site.objects.update(hostname="localhost", port=port)
    get_user_model().objects.create_superuser("person", "", "person")
    for colour in PICTURES:
        picture((1200, 675), colour)
    sandbox = SandboxProcess.at(sandbox_url)
    for app_id in load.app_ids:
        account = binding.bind(
            "wechat",
            f"公众号{app_id}",
            app_id=app_id,
            app_secret=SECRET,
            base_url=sandbox_url,
            callback_token=CALLBACK_TOKEN,
        )
        binding.route(account, [], since=EVER)
        path = reverse("channels:wechat_callback", args=[account.callback_id])
        sandbox.control(
            "wechat/accounts",
            app_id=app_id,
            callback_url=f"{portal_url}{path}",
            callback_token=CALLBACK_TOKEN,
        )
    for uid in load.uids:
        binding.route(_authorise(uid, sandbox_url), [], since=EVER)


def _authorise(uid: str, sandbox_url: str) -> Account:
    token = SandboxProcess.at(sandbox_url).control("weibo/tokens", app_key=APP_KEY, uid=uid)
    return binding.bind(
        "weibo",
        f"微博{uid}",
        app_id=APP_KEY,
        app_secret=SECRET,
        remote_id=uid,
        access_token=token["access_token"],
        base_url=sandbox_url,
        options={"web_url": sandbox_url},
    )


def work(load: Load, sandbox_url: str) -> None:
    """Publish the whole load, renew what expires, and tell how things stand."""
    publishing = threading.Thread(target=_publish, args=(load,), daemon=True)
    publishing.start()
    renewed = 0
    while True:
        for account in Account.objects.exclude(blocked_code=""):
            _authorise(account.remote_id, sandbox_url)
            renewed += 1
        _tell(published=not publishing.is_alive(), renewed=renewed, **_state())
        time.sleep(EVERY)


def _publish(load: Load) -> None:
    column = ColumnPage.objects.get()
    covers = list(get_image_model().objects.order_by("pk"))
    for page in range(load.pages):
        article = column.add_child(
            instance=ArticlePage(
                title=title(page),
                slug=f"a{page}",
                summary=summary(page),
                source="云汀市人民政府办公室",
                cover=covers[page % len(covers)],
                live=False,
                body=[("paragraph", f"<p>{summary(page)}</p>")],
            )
        )
        article.save_revision().publish()


def _state() -> dict[str, int]:
    return ChannelCopy.objects.aggregate(
        copies=Count("pk"),
        live=Count("pk", filter=Q(position=Position.LIVE)),
        with_people=Count("pk", filter=~Q(fault=Fault.NOBODY)),
        waiting=Count("pk", filter=Q(next_at__isnull=False)),
    )


def report() -> None:
    """Tell what the engine's own books say of unknown outcomes and of people's tasks."""
    lost = Attempt.objects.filter(result=Result.UNKNOWN)
    tasks = HumanTask.objects.filter(kind=TaskKind.FIND)
    _tell(
        unknown=lost.count(),
        interrupted=lost.filter(code="interrupted").count(),
        found=Attempt.objects.filter(result=Result.FOUND).count(),
        missing=Attempt.objects.filter(result=Result.MISSING).count(),
        attempts=Attempt.objects.count(),
        tasks=tasks.filter(closed_at=None).count(),
        shown=[
            _named(task.copy)
            for task in tasks.filter(closed_at=None).select_related("copy__account")
        ],
        open_attempts=_left_open(),
    )


def _left_open(seconds: float = 30.0) -> int:
    """Return how many attempts nobody ends. What a killed worker left ends the next one that comes
    to its account; where nothing is due any more, that is this one.
    """
    end = time.monotonic() + seconds
    left = Attempt.objects.filter(finished_at=None)
    while (number := left.count()) and time.monotonic() < end:
        for account in set(left.values_list("account", flat=True)):
            deliver.work(account)
        time.sleep(0.5)
    return number


def answer(not_there: list[list[str]]) -> None:
    """Close every open task as somebody does who has looked on the platform."""
    person = get_user_model().objects.get(username="person")
    for task in HumanTask.objects.filter(kind=TaskKind.FIND, closed_at=None):
        given = handwork.NOT_THERE if _named(task.copy) in not_there else handwork.THERE
        handwork.answer(task, given, "looked at on the platform", person)


def _named(copy: ChannelCopy) -> list[str]:
    return [copy.account.remote_id or copy.account.app_id, copy.title]


def _tell(**facts: Any) -> None:
    print(json.dumps(facts), flush=True)
