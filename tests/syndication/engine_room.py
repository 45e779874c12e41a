"""Driving the engine by hand: accounts at the sandbox, pages to publish, and its rounds."""

import io
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.models import Collection

from home.models import ArticlePage, ColumnPage
from syndication import binding
from syndication.engine import deliver, plan, sweep
from syndication.models import Account, ChannelCopy
from tests.home.factories import ArticlePageFactory
from tests.sandbox_process import SandboxProcess

EVER = datetime(1970, 1, 1, tzinfo=UTC)
# What a test does in seconds, a newsroom does in days.
PLENTY = {"user_day": 10_000, "posts_hour": 1000}
SECRET = "the-secret-of-the-account"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


def wechat_account(
    sandbox: SandboxProcess, *, name: str = "云汀发布公众号", **at_sandbox: Any
) -> Account:
    """Register an official account at the sandbox and bind it, with the whole site's pages."""
    app_id = at_sandbox.pop("app_id", "wx0000000000000001")
    settings = {"publish_delay": 0, **at_sandbox}
    sandbox.control("wechat/accounts", app_id=app_id, secret=SECRET, name=name, **settings)
    account = binding.bind("wechat", name, app_id=app_id, app_secret=SECRET, base_url=sandbox.url)
    binding.route(account, [], since=EVER)
    return account


def weibo_account(
    sandbox: SandboxProcess,
    *,
    name: str = "云汀发布微博",
    uid: str = "5500000001",
    **at_sandbox: Any,
) -> Account:
    """Register a Weibo user at the sandbox and bind it, with the whole site's pages."""
    sandbox.control(
        "weibo/apps",
        app_key="1000000001",
        app_secret=SECRET,
        redirect_uris=["http://testserver/admin/syndication/authorised/"],
        **{"safe_domains": ["localhost"], "quotas": PLENTY, **at_sandbox},
    )
    sandbox.control("weibo/users", uid=uid, screen_name=name)
    token = sandbox.control("weibo/tokens", app_key="1000000001", uid=uid)["access_token"]
    account = binding.bind(
        "weibo",
        name,
        app_id="1000000001",
        app_secret=SECRET,
        access_token=token,
        remote_id=uid,
        base_url=sandbox.url,
        options={"web_url": sandbox.url},
    )
    binding.route(account, [], since=EVER)
    return account


def picture(size: tuple[int, int] = (640, 360), colour: str = "steelblue") -> Any:
    """Return a stored picture of one colour."""
    # Tests that commit leave an empty database behind, without what the migrations put there.
    Collection.objects.exists() or Collection.add_root(name="Root")
    buffer = io.BytesIO()
    Picture.new("RGB", size, colour).save(buffer, "JPEG")
    buffer.seek(0)
    return get_image_model().objects.create(
        title=colour, file=ImageFile(buffer, name=f"{colour}.jpg")
    )


def published(column: ColumnPage, **values: Any) -> ArticlePage:
    """Publish an article the way an editor does: as a revision."""
    article = ArticlePageFactory(parent=column, live=False, **values)
    article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def one_round() -> None:
    """Do what the sweep and the workers do, once."""
    for page_ref in dict.fromkeys(sweep.pages_to_plan()):
        plan.plan_page(page_ref)
    for account_id in sweep.accounts_to_work():
        deliver.work(account_id)


def settle_down(seconds: float = 15) -> None:
    """Go round until the engine has nothing left to do by itself."""
    end = time.monotonic() + seconds
    pauses = growing_pauses()
    while True:
        one_round()
        waiting = ChannelCopy.objects.filter(next_at__isnull=False)
        blocked = waiting.exclude(account__blocked_code="") | waiting.filter(
            account__is_paused=True
        )
        if not list(sweep.pages_to_plan()) and waiting.count() == blocked.distinct().count():
            return
        assert time.monotonic() < end, f"still waiting: {list(waiting.values())}"
        time.sleep(next(pauses))


def growing_pauses() -> Iterator[float]:
    """Yield seconds to wait before looking again: to look costs more than to wait."""
    pause = 0.02
    while True:
        yield pause
        pause = min(1.5 * pause, 0.1)


def the_copy(account: Account, page: ArticlePage | None = None) -> ChannelCopy:
    copies = ChannelCopy.objects.select_related("account").filter(account=account)
    return copies.get(page_ref=page.pk) if page else copies.get()


def articles(sandbox: SandboxProcess) -> list[dict[str, Any]]:
    """Return what followers of the official accounts can read: the first article of each."""
    return [
        {**row["articles"][0], "article_id": row["article_id"], "app_id": row["app_id"]}
        for row in sandbox.state()["wechat"]["articles"]
        if row["status"] == "live"
    ]


def posts(sandbox: SandboxProcess) -> list[dict[str, Any]]:
    """Return what followers of the Weibo users can read."""
    return [row for row in sandbox.state()["weibo"]["posts"] if not row["deleted"]]
