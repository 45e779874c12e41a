"""One interview from announcement to archive: host, moderator and citizen, two browsers at once.

The host and the moderator share a browser, as in a small city they are one person.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.desk import NARROW, SOON, in_a_browser, log_in
from tests.e2e.test_questions import ask
from tests.installation import Installation

pytestmark = in_a_browser

QUESTION, ANSWER = "加装电梯，一楼住户也要出钱吗？", "不用。费用由二楼以上的住户分担。"
MADE = """
from home.models import HomePage
from interviews.models import InterviewIndexPage
from tests.interviews.factories import InterviewIndexPageFactory, interview
home = HomePage.objects.get()
index = InterviewIndexPage.objects.first() or InterviewIndexPageFactory(parent=home)
page = interview(index, title="老旧小区加装电梯怎么办", slug="zhengchang")
print(page.sitting.pk, page.url)
"""


@pytest.fixture
def citizen(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", viewport=NARROW)
    page = context.new_page()
    page.set_default_timeout(SOON)
    yield page
    context.close()


def take(page: Page, step: str) -> None:
    """Take a step on the screen of the interview's steps."""
    page.get_by_role("button", name=step, exact=True).click()
    page.wait_for_load_state()


@pytest.mark.usefixtures("clean_console")
def test_from_announcement_to_archive_everything_is_typed_once(
    page: Page, citizen: Page, installation: Installation
):
    sitting, path = installation.python(MADE).split()
    address, admin = installation.url + path, f"{installation.url}/admin/interviews"
    log_in(page, installation)

    # Announced: a citizen asks.
    page.goto(f"{admin}/{sitting}/steps/")
    take(page, "发布预告")
    citizen.goto(address)
    expect(citizen.locator(".badge")).to_have_text("已预告，接受提问")
    ask(citizen, QUESTION)
    receipt = citizen.url

    # The moderator lets the question pass and hands it to the host.
    page.goto(f"{admin}/questions/{sitting}/")
    page.locator("[data-question='1']").focus()
    page.keyboard.press("a")
    expect(page.get_by_text("没有待审核的提问。")).to_be_visible()
    page.goto(f"{admin}/questions/{sitting}/?tab=open")
    page.locator("[data-question='1']").get_by_role("button", name="送主持人屏幕").click()
    expect(page.get_by_text("已处理1条提问。")).to_be_visible()

    # On the air: the citizen follows without doing anything.
    citizen.goto(address)
    page.goto(f"{admin}/console/{sitting}/")
    page.get_by_role("button", name="开始直播").click()
    page.get_by_role("dialog").get_by_role("button", name="开始直播").click()
    expect(citizen.locator(".badge")).to_have_text("正在直播")
    questions = page.get_by_role("complementary", name="提问")
    expect(questions.get_by_text("在主持人屏幕上")).to_be_visible()
    questions.get_by_role("button", name="提出").click()
    expect(page.locator("[data-turns] > li").filter(has_text=QUESTION)).to_have_count(1)
    page.keyboard.press("2")
    page.keyboard.insert_text(ANSWER)
    page.keyboard.press("Control+Enter")
    expect(citizen.locator(".turn__words")).to_contain_text([QUESTION, ANSWER])

    # Ended, reviewed, archived: nothing is blank.
    page.get_by_role("button", name="结束访谈").click()
    expect(page.get_by_role("dialog")).to_contain_text("每条提问都有结果。")
    page.get_by_role("dialog").get_by_role("button", name="结束访谈").click()
    expect(citizen.locator(".badge")).to_have_text("实录整理中")
    page.goto(f"{admin}/{sitting}/steps/")
    take(page, "审核通过实录")
    take(page, "归档")
    expect(page.get_by_text("访谈已归档")).to_be_visible()

    # The citizen finds the answer from the contents, and from the receipt.
    citizen.goto(address)
    expect(citizen.locator(".badge")).to_have_text("已归档")
    expect(citizen.locator(".contents a")).to_have_text([QUESTION])
    citizen.goto(receipt)
    citizen.locator(".outcome a").first.click()
    expect(citizen).to_have_url(f"{address}#t2")
    expect(citizen.locator("#t2")).to_contain_text(ANSWER)
