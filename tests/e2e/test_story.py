"""The whole story in a real browser: log in, write, publish, look at both platforms, unpublish."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.desk import in_a_browser, log_in_by_the_form
from tests.syndication.engine_room import articles

pytestmark = in_a_browser


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "步道.jpg"
    Image.new("RGB", (1200, 800), "seagreen").save(path)
    return path


def test_log_in_write_publish_see_it_everywhere_and_unpublish(
    page, installation, sandbox_of_its_own, photo
):
    log_in_by_the_form(page, installation)
    column = installation.python(
        "from home.models import ColumnPage; print(ColumnPage.objects.get(slug='news').pk)"
    )
    page.goto(f"{installation.url}/admin/pages/add/home/articlepage/{column}/")
    page.locator("#id_title").fill("滨江步道全线贯通")

    _add_block(page, "段落")
    page.locator("[data-contentpath='body'] .public-DraftEditor-content").first.click()
    page.keyboard.type("十二公里的滨江步道今天全线贯通。")
    _add_block(page, "图片")
    _upload(page, photo)
    page.get_by_label("替代文本").fill("江边的步道")

    _publish(page)
    panel = _panel(page)
    for account in ("发布厅微信公众号", "发布厅微博"):
        copy = panel.locator("section", has_text=account)
        expect(copy.locator(".syndication__status")).to_have_text("已发布")
        expect(copy.get_by_role("link", name="在平台上查看")).to_be_visible()
    wechat_url = (
        panel.locator("section", has_text="公众号")
        .get_by_role("link", name="在平台上查看")
        .get_attribute("href")
    )

    editor = page.url
    page.goto(f"{installation.url}/news/")
    page.get_by_role("link", name="滨江步道全线贯通").first.click()
    expect(page.get_by_role("heading", name="滨江步道全线贯通")).to_be_visible()

    page.goto(wechat_url)
    expect(page.get_by_text("十二公里的滨江步道今天全线贯通。")).to_be_visible()
    picture = page.locator("article img, main img").first
    assert picture.evaluate("image => image.naturalWidth") > 0

    page.goto(f"{sandbox_of_its_own.url}/u/5500000001")
    post = page.get_by_text("【滨江步道全线贯通】")
    expect(post).to_be_visible()
    expect(page.locator(f"a[href^='{installation.url}/news/']").first).to_be_visible()

    page.goto(editor.replace("/edit/", "/unpublish/"))
    page.get_by_label("向公众说明").fill("步道部分路段暂缓开放。")
    page.get_by_role("button", name="取消发布").click()
    page.goto(editor)
    panel = _panel(page)
    for account in ("发布厅微信公众号", "发布厅微博"):
        copy = panel.locator("section", has_text=account)
        expect(copy.locator(".syndication__status")).to_have_text("已撤回")
    page.goto(f"{sandbox_of_its_own.url}/u/5500000001")
    expect(page.get_by_text("【滨江步道全线贯通】")).to_have_count(0)
    assert "滨江步道全线贯通" not in [article["title"] for article in articles(sandbox_of_its_own)]


def _add_block(page: Page, name: str) -> None:
    page.locator("[data-contentpath='body'] button.c-sf-add-button").last.click()
    page.get_by_role("option", name=name, exact=True).click()


def _upload(page: Page, photo: Path) -> None:
    page.locator("[data-contentpath='body']").get_by_role("button", name="选择一个图片").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name="上传").click()
    dialog.locator("input[type=file]").set_input_files(photo)
    dialog.locator("#id_image-chooser-upload-title").fill("滨江步道")
    dialog.get_by_role("button", name="上传").click()
    expect(page.locator("[data-contentpath='body'] .chooser__image").first).to_be_visible()


def _publish(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target='toggle']").first.click()
    page.get_by_role("button", name="发布").click()
    page.locator("tbody").get_by_role("link", name="滨江步道全线贯通").first.click()
    page.wait_for_url("**/edit/")


def _panel(page: Page):
    page.get_by_role("button", name="打开或收起分发面板").click()
    return page.locator("[data-syndication]")
