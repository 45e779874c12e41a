"""Accounts that cannot work, through both doors: wrong secrets, old tokens, no platform."""

import io
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from syndication.models import Account
from syndication.models.copy import Fault
from syndication.status import Status, message_for, status_of
from tests.installation import Installation, free_port
from tests.syndication.doors import HAN, bind, panel, refused_on_the_command_line, words
from tests.syndication.engine_room import (
    SECRET,
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

WRONG_SECRET = "应用密钥（AppSecret）不正确，请管理员重新填写。"


@pytest.fixture
def admin(admin_client: Client) -> Client:
    """The admin, with somebody logged in who may do everything."""
    return admin_client


@pytest.fixture
def command() -> Callable[..., str]:
    """The command line; return what it says on standard error when it fails."""
    return refused_on_the_command_line


# --- 8. A wrong secret ---------------------------------------------------------------------------


def save_account(admin: Client, account: Account | None = None, **fields: str) -> str:
    """Send the account's form as a browser does: with what it shows, and some fields changed."""
    address = reverse("account:edit", args=[account.pk]) if account else reverse("account:add")
    form = admin.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    shown = {
        name: value for name, value in values.items() if value is not None and value is not False
    }
    return words(admin.post(address, {**shown, **fields}, follow=True))


def test_a_wrong_secret_is_told_when_the_account_is_saved(admin, sandbox, column):
    wechat_account(sandbox).routes.all().delete()
    Account.objects.all().delete()
    said = save_account(
        admin,
        kind="wechat",
        name="新账号",
        app_id="wx0000000000000001",
        new_app_secret="wrong",
        base_url=sandbox.url,
    )
    assert f"已保存，但平台没有放行：{WRONG_SECRET}" in said
    account = Account.objects.get()
    assert account.is_blocked
    assert "wrong" not in said


def test_a_wrong_secret_is_told_in_the_panel_and_the_right_one_loses_nothing(
    admin, sandbox, column
):
    account = wechat_account(sandbox)
    Account.objects.filter(pk=account.pk).update(app_secret="wrong")
    page = published(column)
    settle_down()
    assert WRONG_SECRET in panel(admin, page)
    assert articles(sandbox) == []

    assert WRONG_SECRET not in save_account(admin, account, new_app_secret=SECRET)
    settle_down()
    assert len(articles(sandbox)) == 1


def test_a_wrong_secret_is_told_on_the_command_line(command, sandbox, column):
    wechat_account(sandbox, name="City")
    options = {"app-secret": "wrong"}
    said = command(*bind("wechat", sandbox.url, **options))
    assert "City is saved, but the platform does not let us in: The app secret is wrong." in said
    published(column, title="Notice")
    settle_down()
    assert "The app secret is wrong" in command("copies", "--check")
    assert articles(sandbox) == []

    call_command(*bind("wechat", sandbox.url, **{**options, "app-secret": SECRET}))
    settle_down()
    assert len(articles(sandbox)) == 1
    call_command("copies", "--check", stdout=io.StringIO())


# --- 9. An expired token -------------------------------------------------------------------------


def test_an_expired_token_is_told_in_the_admin_and_a_new_one_loses_nothing(admin, sandbox, column):
    account = weibo_account(sandbox)
    sandbox.control("clock", advance=400 * 86400)
    page = published(column)
    settle_down()

    assert "授权已失效" in panel(admin, page)
    assert "授权已失效" in words(admin.get(reverse("account:index")))
    assert "授权已失效" in save_account(admin, account)
    assert posts(sandbox) == []

    token = sandbox.control("weibo/tokens", app_key="1000000001", uid="5500000001")
    Account.objects.filter(pk=account.pk).update(access_token=token["access_token"])
    assert "授权已失效" not in save_account(admin, account)
    settle_down()
    assert len(posts(sandbox)) == 1


def test_an_expired_token_is_told_on_the_command_line(command, sandbox, column):
    account = weibo_account(sandbox, name="City")
    sandbox.control("clock", advance=400 * 86400)
    published(column, title="Notice")
    settle_down()
    assert "The authorisation has ended" in command("copies", "--check")

    options = {"name": account.name, "app-id": "1000000001", "uid": "5500000001"}
    old = Account.objects.get().access_token
    said = command(*bind("weibo", sandbox.url, **options, token=old))
    assert "The authorisation has ended" in said
    new = sandbox.control("weibo/tokens", app_key="1000000001", uid="5500000001")["access_token"]
    call_command(*bind("weibo", sandbox.url, **options, token=new))
    settle_down()
    assert len(posts(sandbox)) == 1


def test_an_expired_token_of_wechat_is_nobodys_business(sandbox, column, home):
    account = wechat_account(sandbox)
    published(column, title="之前")
    settle_down()
    sandbox.control("clock", advance=3 * 3600)
    published(column, title="之后")
    settle_down()
    assert len(articles(sandbox)) == 2
    assert {message_for(copy) for copy in account.copies.all()} == {""}


# --- 10. A platform that cannot be reached -------------------------------------------------------


@pytest.mark.parametrize("bound", [wechat_account, weibo_account], ids=["wechat", "weibo"])
def test_an_unreachable_platform_is_told_in_the_admin_and_delivered_to_later(
    admin, sandbox, column, bound
):
    account = bound(sandbox)
    nowhere = f"http://127.0.0.1:{free_port()}"
    assert "连不上" in save_account(admin, account, base_url=nowhere)
    page = published(column)
    one_round()
    assert "连不上" in panel(admin, page)
    copy = the_copy(account)
    assert (copy.fault, status_of(copy)) == (Fault.NOBODY, Status.WAITING)

    assert "连不上" not in save_account(admin, account, base_url=sandbox.url)
    settle_down()
    assert len(articles(sandbox)) + len(posts(sandbox)) == 1


def test_an_unreachable_platform_is_told_on_the_command_line(command, sandbox, column):
    account = wechat_account(sandbox, name="City")
    nowhere = f"http://127.0.0.1:{free_port()}"
    options = {"app-secret": SECRET}
    assert "The platform cannot be reached" in command(*bind("wechat", nowhere, **options))
    published(column)
    one_round()
    assert status_of(the_copy(account)) == Status.WAITING

    call_command(*bind("wechat", sandbox.url, **options))
    settle_down()
    assert len(articles(sandbox)) == 1
    assert not the_copy(account).fault


# --- The command line itself ---------------------------------------------------------------------


def test_each_failure_ends_the_process_with_a_status_and_without_a_trace(tmp_path):
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 broken")
    with Installation(tmp_path / "data", "http://127.0.0.1:9") as installation:
        installation.migrate()
        installation.python(
            "from tests.home.factories import make_portal, ColumnPageFactory\n"
            "ColumnPageFactory(parent=make_portal(), title='要闻', slug='news')"
        )
        nowhere = f"http://127.0.0.1:{free_port()}"
        for arguments, expected in (
            (["import_article", str(broken), "--column", "news"], "the document is damaged"),
            (["import_article", str(broken), "--column", "x"], "There is no column 'x'"),
            (bind("wechat", nowhere, **{"app-secret": "s"}), "The platform cannot be reached"),
        ):
            ended = installation.manage(*arguments, check=False)
            assert ended.returncode != 0
            assert expected in ended.stderr
            assert "Traceback" not in ended.stderr
            assert not HAN.search(ended.stderr)
