"""A live interview in two browsers at once: one follows it with the script, one refreshes."""

import uuid

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.desk import NARROW, TOO_WIDE, in_a_browser
from tests.installation import Installation

pytestmark = in_a_browser

WRITE = """
from home.models import HomePage
from interviews.models import InterviewIndexPage
from tests.interviews.factories import *
home = HomePage.objects.get()
index = InterviewIndexPage.objects.first() or InterviewIndexPageFactory(parent=home)
page = interview(index, slug="{slug}", title="老旧小区怎么改")
brought_to(page.sitting, State.ANNOUNCED)
print(page.get_url())
"""
ACT = """
from interviews.models import InterviewPage
from interviews.record import acts, speakers
from interviews.moving import move_to
from tests.interviews.factories import *
page = InterviewPage.objects.get(slug="{slug}")
sitting = page.sitting
{code}
"""


class Recorder:
    def __init__(self, installation: Installation, slug: str) -> None:
        self.installation, self.slug = installation, slug
        self.address = installation.url + installation.python(WRITE.format(slug=slug))

    def does(self, code: str) -> None:
        self.installation.python(ACT.format(slug=self.slug, code=code))


@pytest.fixture
def recorder(installation) -> Recorder:
    return Recorder(installation, f"live-{uuid.uuid4().hex[:8]}")


@pytest.fixture
def plain(browser: Browser) -> Page:
    """A browser without scripts, on a phone."""
    context = browser.new_context(locale="zh-CN", viewport=NARROW, java_script_enabled=False)
    yield context.new_page()
    context.close()


def _texts(page: Page) -> list[str]:
    return page.locator(".turn__words").all_inner_texts()


def test_one_follows_and_one_refreshes_and_both_have_the_same(page, plain, recorder, clean_console):
    page.goto(recorder.address)
    plain.goto(recorder.address)
    expect(page.locator(".badge")).to_have_text("已预告，接受提问")
    expect(page.locator(".turns")).to_be_hidden()

    recorder.does("brought_to(sitting, State.LIVE)")
    expect(page.locator(".badge")).to_have_text("正在直播")
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.get_by_text("新发言会自动显示。")).to_be_visible()
    expect(page.locator(".ask-here")).to_be_visible()
    # Its figures were those of before.
    expect(page.locator(".ledger")).to_be_hidden()

    recorder.does(
        "said(sitting, '先说费用')\n"
        "said(sitting, '<b>再说电梯</b>')\n"
        "said(sitting, '最后说停车')\n"
        "acts.edit(sitting, 2, sitting.turns.get(number=2).version, '先说费用分担', None)\n"
        "acts.move(sitting, 4, 1, None)\n"
        "speakers.rename_speaker(sitting, guest(sitting).number, None, name='周铭')"
    )
    shown = ["各位网友大家好。", "最后说停车", "先说费用分担", "<b>再说电梯</b>"]
    expect(page.locator(".turn__words")).to_have_text(shown)
    expect(page.locator(".turn__who strong")).to_have_text(["林晓", "周铭", "周铭", "周铭"])
    plain.goto(recorder.address)
    assert _texts(plain) == shown
    assert plain.get_by_role("link", name="刷新").is_visible()

    recorder.does("acts.withdraw(sitting, 4, None)")
    expect(page.locator(".turn")).to_have_count(3)
    recorder.does("acts.restore(sitting, 4, None); move_to(sitting, State.DRAFT, None)")
    expect(page.locator(".turn__words")).to_have_text(shown)
    expect(page.locator(".badge")).to_have_text("实录整理中")
    expect(page.locator(".ask-here")).to_be_hidden()
    plain.get_by_role("link", name="刷新").click()
    assert _texts(plain) == shown
    assert page.locator(".turns").inner_html() != ""
    assert page.evaluate(TOO_WIDE, page.locator("main").element_handle()) == []


def test_who_has_scrolled_away_is_told_and_led_to_what_is_new(page, recorder, clean_console):
    recorder.does("brought_to(sitting, State.LIVE)\nfor n in range(30): said(sitting, f'第{n}句')")
    page.goto(recorder.address)
    expect(page.get_by_text("新发言会自动显示。")).to_be_attached()
    page.evaluate("window.scrollTo(0, 0)")

    recorder.does("said(sitting, '刚说的一句'); said(sitting, '又一句')")

    button = page.get_by_role("button", name="2 条新发言")
    expect(button).to_be_visible()
    assert page.evaluate("window.scrollY") < 50
    button.click()
    expect(page.locator(".turn").last).to_be_in_viewport()
    expect(button).to_be_hidden()

    recorder.does("said(sitting, '看得见的一句')")
    expect(page.get_by_text("看得见的一句")).to_be_in_viewport()


def test_newest_first_puts_turns_on_top(page, recorder, clean_console):
    recorder.does("brought_to(sitting, State.LIVE); said(sitting, '一'); said(sitting, '二')")
    page.goto(f"{recorder.address}?order=newest")
    expect(page.get_by_text("新发言会自动显示。")).to_be_attached()

    recorder.does("said(sitting, '三'); acts.move(sitting, 2, 0, None)")

    expect(page.locator(".turn__words")).to_have_text(["三", "二", "各位网友大家好。", "一"])


def test_a_line_that_breaks_comes_back_and_misses_nothing(page, recorder, installation):
    recorder.does("brought_to(sitting, State.LIVE)")
    page.goto(recorder.address)
    expect(page.get_by_text("新发言会自动显示。")).to_be_visible()

    page.context.set_offline(True)
    installation.kill("portal")
    recorder.does("said(sitting, '没有人听见的一句')")
    expect(page.get_by_text("正在重新连接")).to_be_visible()
    installation.start("portal")
    page.context.set_offline(False)

    expect(page.get_by_text("没有人听见的一句")).to_be_visible(timeout=40_000)
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.get_by_text("新发言会自动显示。")).to_be_visible()
