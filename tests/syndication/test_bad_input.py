"""Bad input of editors through both doors: Chinese for people, English on the command line.

Through either door nothing is lost and nothing is half done, and what does not concern a
channel does not hold it up.
"""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.models import ArticlePage, ColumnPage, ImportedFile
from syndication.models import Account, Route
from syndication.status import Status, status_of
from tests.home.importing.docx_builder import docx, paragraph
from tests.syndication.doors import bind, panel, refused_on_the_command_line, words
from tests.syndication.engine_room import (
    SECRET,
    articles,
    posts,
    settle_down,
    the_copy,
    wechat_account,
    weibo_account,
)

pytestmark = pytest.mark.usefixtures("quick")

LARGE = 20 * 1024**2


@pytest.fixture
def admin(admin_client: Client) -> Client:
    """The admin, with somebody logged in who may do everything."""
    return admin_client


@pytest.fixture
def command() -> Callable[..., str]:
    """The command line; return what it says on standard error when it fails."""
    return refused_on_the_command_line


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
