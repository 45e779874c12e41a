"""The whole story in a real browser: log in, write, publish, look at both platforms, unpublish."""

import os
import shutil
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from tests.installation import Installation
from tests.sandbox_process import SandboxProcess
from tests.syndication.engine_room import articles

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine (Debian: chromium)"),
]

SOON = 20_000
expect.set_options(timeout=SOON)


@pytest.fixture(scope="module")
def sandbox_of_its_own(tmp_path_factory):
    with SandboxProcess(tmp_path_factory.mktemp("sandbox")) as process:
        yield process


@pytest.fixture(scope="module")
def installation(tmp_path_factory, sandbox_of_its_own):
    folder = tmp_path_factory.mktemp("installation")
    with Installation(folder, sandbox_of_its_own.url) as installation:
        installation.manage("migrate", "--verbosity", "0")
        installation.python(
            "from tests.home.factories import make_portal, ColumnPageFactory\n"
            "from wagtail.models import Site\n"
            "ColumnPageFactory(parent=make_portal(), title='要闻动态', slug='news')\n"
            f"Site.objects.update(hostname='localhost', port={installation.port})"
        )
        installation.manage("demo_setup")
        for name in ("portal", "worker", "scheduler"):
            installation.start(name)
        yield installation


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser) -> Page:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(SOON)
    yield page
    context.close()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "步道.jpg"
    Image.new("RGB", (1200, 800), "seagreen").save(path)
    return path


def log_in(page: Page, installation: Installation) -> None:
    page.goto(f"{installation.url}/admin/")
    page.get_by_label("用户名").fill("admin")
    page.get_by_label("密码").fill("fabuting-demo")
    page.get_by_role("button", name="登录").click()
    expect(
        page.get_by_role("link", name="分发").or_(page.get_by_role("button", name="分发")).first
    ).to_be_visible()


def test_log_in_write_publish_see_it_everywhere_and_unpublish(
    page, installation, sandbox_of_its_own, photo
):
    log_in(page, installation)
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
    page.get_by_role("button", name="取消发布").click()
    page.goto(editor)
    panel = _panel(page)
    for account in ("发布厅微信公众号", "发布厅微博"):
        copy = panel.locator("section", has_text=account)
        expect(copy.locator(".syndication__status")).to_have_text("已撤回")
    page.goto(f"{sandbox_of_its_own.url}/u/5500000001")
    expect(page.get_by_text("【滨江步道全线贯通】")).to_have_count(0)
    assert articles(sandbox_of_its_own) == []


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
