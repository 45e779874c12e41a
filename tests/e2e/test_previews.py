"""What followers will see, beside the editor: the very words, and what the platform takes away."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.e2e.desk import NARROW, SOON, fits, in_a_browser, log_in, open_editor, open_side, written

pytestmark = [*in_a_browser, pytest.mark.usefixtures("clean_console")]
ARTICLE, POST = "微信公众号 · 发布厅微信公众号", "微博 · 发布厅微博"
LONG = "图书馆夜间也开放，读者可以借阅到晚上十点，节假日照常，欢迎市民前来"
BODY = "<p>本周六起办理。<a href='https://partner.example.com/form'>在线填表</a></p>"

OWN_WORDS = """
from syndication.models import Account, Edition
wechat, weibo = Account.objects.get(kind="wechat"), Account.objects.get(kind="weibo")
Edition.objects.create(page_ref={key}, account=wechat, title="居住证换了新办法")
Edition.objects.create(page_ref={key}, account=weibo, text="居住证好办了")
"""


def test_each_mode_shows_the_very_words_and_what_the_platform_will_change(page, installation):
    [key] = written(installation, "居住证办理实行新办法", body=BODY, live=False)
    installation.python(OWN_WORDS.format(key=key))
    log_in(page, installation)
    open_editor(page, installation, key)
    drawn(page, lambda: open_side(page, "preview"))

    article = shown_as(page, ARTICLE)
    expect(article.locator(".phone .article__title")).to_have_text("居住证换了新办法")
    expect(article.locator(".article__body")).to_contain_text("本周六起办理。")
    expect(article.locator(".article__body a[href*='partner.example.com']")).to_have_count(0)
    expect(article.locator(".article__body")).to_contain_text(
        "[1] https://partner.example.com/form"
    )
    expect(article.locator(".remarks")).to_contain_text("目前所知没有。")
    # The platform's layout is in style attributes: they must have passed the page's policy.
    words = article.locator(".article__body p").first
    assert words.evaluate("words => getComputedStyle(words).lineHeight") != "normal"

    post = shown_as(page, POST)
    expect(post.locator(".post__text")).to_contain_text("居住证好办了")
    expect(post.locator(".remarks")).to_contain_text("t.cn")
    expect(post.locator(".phone__note")).to_contain_text("上限140字")


def test_a_preview_shows_what_is_in_the_editor_before_it_is_saved(page, installation):
    [key] = written(installation, "图书馆延长开放时间", live=False)
    log_in(page, installation)
    open_editor(page, installation, key)
    page.locator("#id_title").fill(LONG)
    drawn(page, lambda: open_side(page, "preview"))

    article = shown_as(page, ARTICLE)

    expect(article.locator(".phone .article__title")).to_have_text(LONG)
    expect(article.locator(".remarks")).to_contain_text("标题有33个字，微信最多32个字。")


def test_the_previews_fit_a_narrow_window_and_are_chosen_without_a_mouse(page, installation):
    [key] = written(installation, "公园免费开放", live=False)
    log_in(page, installation)
    page.set_viewport_size(NARROW)
    open_editor(page, installation, key)
    toggle = page.locator("[data-side-panel-toggle='preview']")
    drawn(page, lambda: toggle.press("Enter"))
    mode = page.get_by_label("预览模式")
    for _ in range(2):
        drawn(page, lambda: mode.press("ArrowDown"))

    expect(mode.locator("option:checked")).to_have_text(POST)
    post = frame(page)
    expect(post.locator(".post__text")).to_contain_text("公园免费开放")
    fits(post.locator("body"))


def shown_as(page: Page, mode: str) -> FrameLocator:
    """Choose a preview mode; return what it shows."""
    drawn(page, lambda: page.get_by_label("预览模式").select_option(label=mode))
    return frame(page)


def drawn(page: Page, does: Callable[[], object]) -> None:
    """Do something and wait for its preview: what changes while one loads, Wagtail forgets."""
    page.evaluate(
        """limit => { window.drawn = new Promise((done, fail) => {
            document.addEventListener("w-preview:updated", () => done(), { once: true });
            setTimeout(() => fail(new Error("no preview")), limit);
        }); }""",
        SOON,
    )
    does()
    page.evaluate("() => window.drawn")


def frame(page: Page) -> FrameLocator:
    return page.frame_locator("#w-preview-iframe")
