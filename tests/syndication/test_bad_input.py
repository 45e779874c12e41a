"""Ten kinds of bad input through both doors: Chinese for people, English on the command line.

Through either door nothing is lost and nothing is half done, and what does not concern a
channel does not hold it up.
"""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.models import ArticlePage, ColumnPage, ImportedFile
from syndication.models import Account, Route
from syndication.models.copy import Fault
from syndication.status import Status, message_for, status_of
from tests.home.importing.docx_builder import docx, paragraph
from tests.installation import Installation, free_port
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
LARGE = 20 * 1024**2
HAN = re.compile("[\u4e00-\u9fff]")


# --- The doors -----------------------------------------------------------------------------------


@pytest.fixture
def admin(admin_client: Client) -> Client:
    """The admin, with somebody logged in who may do everything."""
    return admin_client


@pytest.fixture
def command(tmp_path: Path) -> Callable[..., str]:
    """The command line; return what it says on standard error when it fails."""

    def command(*arguments: str) -> str:
        out, err = io.StringIO(), io.StringIO()
        with pytest.raises(CommandError) as failure:
            call_command(*arguments, stdout=out, stderr=err)
        said = f"{err.getvalue()}{failure.value}"
        assert not HAN.search(said), f"not English: {said}"
        return said

    return command


def words(response: Any) -> str:
    """Return what a person reads in a page of the admin."""
    assert response.status_code == 200
    page = BeautifulSoup(response.text, "lxml")
    # The errors of a StreamField are handed to its script.
    handed = page.select("[data-w-block-arguments-value]")
    told = [str(json.loads(tag["data-w-block-arguments-value"])) for tag in handed]
    for tag in page(["script", "style"]):
        tag.decompose()
    return " ".join([*page.get_text(" ").split(), *told])


def filled_in(body: list[tuple[str, Any]], **fields: Any) -> dict[str, Any]:
    """Return the form of the article editor as a browser sends it."""
    return nested_form_data(
        {
            "title": "标题",
            "slug": "",
            "subtitle": "",
            "short_title": "",
            "summary": "",
            "source": "",
            "author": "",
            "responsible_editor": "",
            "displayed_at": "",
            "cover": "",
            "seo_title": "",
            "search_description": "",
            "go_live_at": "",
            "expire_at": "",
            "body": streamfield(body),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            **fields,
        }
    )


def text(length: int) -> list[tuple[str, Any]]:
    return [("paragraph", rich_text(f"<p>{'字' * length}</p>", features=["bold"]))]


def publish(admin: Client, column: ColumnPage, body: list[tuple[str, Any]], **fields: Any) -> str:
    address = reverse("wagtailadmin_pages:add", args=["home", "articlepage", column.pk])
    data = {**filled_in(body, **fields), "action-publish": "1"}
    return words(admin.post(address, data, follow=True))


def panel(admin: Client, page: ArticlePage) -> str:
    return words(admin.get(reverse("syndication:copies", args=[page.pk])))


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "seagreen").save(buffer, "PNG")
    return buffer.getvalue()


def upload(admin: Client, data: bytes) -> str:
    file = SimpleUploadedFile("photo.png", data, "image/png")
    form = {"title": "照片", "file": file, "tags": "", "description": ""}
    return words(admin.post(reverse("wagtailimages:add"), form, follow=True))


def drop(admin: Client, data: bytes) -> str:
    """Drop a picture onto the page that takes many at once."""
    form = {"files[]": SimpleUploadedFile("photo.png", data, "image/png"), "title": "照片"}
    answer = admin.post(
        reverse("wagtailimages:add_multiple"), form, headers={"X-Requested-With": "XMLHttpRequest"}
    )
    return answer.json()["error_message"]


def no_picture_is_stored(media: str) -> bool:
    files = [path for path in Path(media).rglob("*") if path.is_file() and "photo" in path.name]
    return not files and not get_image_model().objects.exists()


def article_with(tmp_path: Path, picture: bytes) -> str:
    (tmp_path / "photo.png").write_bytes(picture)
    page = tmp_path / "page.html"
    page.write_text('<h1>题</h1><p>正文。</p><img src="photo.png" alt="步道">')
    return str(page)


def bind(kind: str, sandbox_url: str, **options: str) -> list[str]:
    values = {"name": "City", "app-id": "wx0000000000000001", "base-url": sandbox_url, **options}
    return [
        "bind_account",
        kind,
        *(f"--{name}={value}" for name, value in values.items()),
    ]


# --- 1. A picture that is not a picture ----------------------------------------------------------


def test_a_picture_that_is_none_is_refused_in_the_admin(admin, db, settings):
    for said in (upload(admin, b"<html>"), drop(admin, b"<html>")):
        assert "不是图片" in said
    assert no_picture_is_stored(settings.MEDIA_ROOT)


def test_a_picture_that_is_none_is_refused_on_the_command_line(command, column, tmp_path, settings):
    said = command("import_article", article_with(tmp_path, b"<html>"), "--column", "news")
    assert "picture 1 is not a picture" in said
    assert not ArticlePage.objects.exists()
    assert no_picture_is_stored(settings.MEDIA_ROOT)


# --- 2. A picture of 20 MB -----------------------------------------------------------------------


def test_a_picture_of_20_megabytes_is_refused_in_the_admin(admin, db, settings):
    for said in (upload(admin, png() + b"\0" * LARGE), drop(admin, png() + b"\0" * LARGE)):
        assert "文件过大 (20.0 MB)，文件大小上限为 10.0 MB" in said.replace("\xa0", " ")
    assert no_picture_is_stored(settings.MEDIA_ROOT)


def test_a_picture_of_20_megabytes_is_refused_on_the_command_line(
    command, column, tmp_path, settings
):
    page = article_with(tmp_path, png() + b"\0" * LARGE)
    assert "20.0 MB; at most 10 MB" in command("import_article", page, "--column", "news")
    assert no_picture_is_stored(settings.MEDIA_ROOT)


# --- 3. A title of 200 characters ----------------------------------------------------------------


def test_a_title_of_200_characters_is_refused_in_the_editor_which_keeps_it(admin, column):
    said = publish(admin, column, text(10), title="长" * 200)
    assert "标题有200个字，最多100个字" in said
    assert not ArticlePage.objects.exists()


def test_a_title_of_200_characters_is_refused_on_the_command_line(command, column, tmp_path):
    (tmp_path / "a.txt").write_text(f"{'长' * 200}\n正文。")
    said = command("import_article", str(tmp_path / "a.txt"), "--column", "news")
    assert "The title has 200 characters; at most 100" in said
    assert not ArticlePage.objects.exists()


# --- 4. A body of 30,000 characters --------------------------------------------------------------


def test_a_body_of_30000_characters_goes_to_weibo_and_the_panel_says_why_not_to_wechat(
    admin, sandbox, column
):
    wechat, weibo = wechat_account(sandbox), weibo_account(sandbox)
    publish(admin, column, text(30_000))
    settle_down()

    page = ArticlePage.objects.get()
    assert page.live
    said = panel(admin, page)
    assert "正文有30000个字，微信要求少于20000个字" in said
    assert status_of(the_copy(wechat)) == Status.EDITOR
    assert status_of(the_copy(weibo)) == Status.LIVE
    assert (len(articles(sandbox)), len(posts(sandbox))) == (0, 1)
    assert "/cgi-bin/draft/add" not in sandbox.state()["counters"]


def test_a_body_of_30000_characters_is_imported_and_the_check_says_why_not_to_wechat(
    command, sandbox, column, tmp_path
):
    wechat_account(sandbox, name="City WeChat")
    weibo_account(sandbox, name="City Weibo")
    (tmp_path / "a.txt").write_text(f"Notice\n{'字' * 30_000}")
    out = io.StringIO()
    call_command(
        "import_article", str(tmp_path / "a.txt"), "--column", "news", "--publish", stdout=out
    )
    assert "the text has 30000 characters and WeChat takes fewer than 20000" in out.getvalue()
    settle_down()

    said = command("copies", "--check")
    assert "Notice → City WeChat: The text has 30000 characters; WeChat takes fewer than" in said
    assert "City Weibo" not in said
    assert len(posts(sandbox)) == 1


# --- 5. An empty body ----------------------------------------------------------------------------


def test_an_empty_body_is_not_published_from_the_editor(admin, column):
    for body in ([], [("paragraph", rich_text("<p> </p>", features=["bold"]))]):
        assert "正文为空。可以存为草稿，但不能发布。" in publish(admin, column, body)
    assert not ArticlePage.objects.exists()


def test_an_empty_body_is_kept_as_a_draft(admin, column):
    address = reverse("wagtailadmin_pages:add", args=["home", "articlepage", column.pk])
    admin.post(address, filled_in([]))
    assert not ArticlePage.objects.get().live


def test_an_empty_body_is_refused_on_the_command_line(command, column, tmp_path):
    (tmp_path / "a.txt").write_text("只有标题")
    said = command("import_article", str(tmp_path / "a.txt"), "--column", "news", "--publish")
    assert "there is nothing to import: the text is empty" in said
    assert not ArticlePage.objects.exists()


# --- 6. A broken .docx ---------------------------------------------------------------------------


def test_a_broken_word_document_is_refused_in_the_admin(admin, column):
    file = SimpleUploadedFile("a.docx", docx(paragraph("题"), paragraph("文"))[:-200])
    said = words(admin.post(reverse("import_article"), {"column": column.pk, "file": file}))
    assert "未导入：文档已损坏" in said
    assert not ArticlePage.objects.exists()


def test_a_broken_word_document_is_refused_on_the_command_line(command, column, tmp_path):
    (tmp_path / "a.docx").write_bytes(docx(paragraph("题"), paragraph("文"))[:-200])
    said = command("import_article", str(tmp_path / "a.docx"), "--column", "news")
    assert "a.docx: not imported: the document is damaged" in said
    assert not ArticlePage.objects.exists()
    assert not ImportedFile.objects.exists()


# --- 7. An unknown column ------------------------------------------------------------------------


def test_an_unknown_column_is_told_in_the_admin(admin, column):
    file = SimpleUploadedFile("a.txt", "题\n文".encode())
    said = words(admin.post(reverse("import_article"), {"column": 999_999, "file": file}))
    assert "没有这个栏目。" in said
    assert not ArticlePage.objects.exists()


def test_an_unknown_column_of_a_route_is_told_in_the_admin(admin, sandbox, column):
    account = weibo_account(sandbox)
    Route.objects.all().delete()
    form = {"account": account.pk, "root": 999_999, "since": "2026-01-01 00:00", "is_active": "on"}
    said = words(admin.post(reverse("route:add"), form))
    assert "选择一个有效的选项" in said
    assert not Route.objects.exists()


def test_an_unknown_column_is_told_on_the_command_line(command, column, tmp_path):
    (tmp_path / "a.txt").write_text("题\n文")
    said = command("import_article", str(tmp_path / "a.txt"), "--column", "nowhere")
    assert said == "There is no column 'nowhere'. There are: news"
    assert not ArticlePage.objects.exists()


def test_an_account_is_not_bound_by_halves_to_an_unknown_column(command, sandbox, column):
    options = {"app-secret": SECRET, "route": "nowhere"}
    assert "No page has the slug 'nowhere'" in command(*bind("wechat", sandbox.url, **options))
    assert not Account.objects.exists()


def test_an_account_is_not_bound_twice_under_two_names(command, sandbox, column):
    wechat_account(sandbox, name="City")
    options = {"name": "Town", "app-secret": SECRET}
    said = command(*bind("wechat", sandbox.url, **options))
    assert "wx0000000000000001 is bound already, as City" in said


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
