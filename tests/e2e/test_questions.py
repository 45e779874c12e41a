"""A citizen and a moderator at one interview, with two browsers at once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.desk import NARROW, SOON, fits, in_a_browser, log_in
from tests.installation import Installation

pytestmark = [*in_a_browser, pytest.mark.usefixtures("clean_console")]

ANNOUNCE = """
from django.utils import timezone
from home.models import HomePage
from interviews.models import InterviewIndexPage, InterviewPage, Participant
from interviews.moving import move_to
index = InterviewIndexPage.objects.first() or HomePage.objects.get().add_child(
    instance=InterviewIndexPage(title="在线访谈", slug="fangtan"))
page = index.add_child(instance=InterviewPage(
    title="{title}", slug="{slug}", starts_at=timezone.now()))
page.participants = [Participant(role="guest", name="周明", post="局长")]
page.save_revision().publish()
move_to(page.sitting, "announced", None)
print(page.pk, page.sitting.pk, page.url)
"""


@pytest.fixture
def citizen(browser: Browser) -> Iterator[Page]:
    """Another person, on a telephone."""
    context = browser.new_context(locale="zh-CN", viewport=NARROW)
    page = context.new_page()
    page.set_default_timeout(SOON)
    yield page
    context.close()


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(SOON)
    yield page
    context.close()


def announced(installation: Installation, title: str, slug: str) -> tuple[str, str, str]:
    """Announce an interview; return its page's key, its sitting's and the address."""
    key, sitting, address = installation.python(ANNOUNCE.format(title=title, slug=slug)).split()
    return key, sitting, installation.url + address


def ask(citizen: Page, text: str) -> str:
    """Ask on the page that is open, as somebody types; return the receipt number."""
    citizen.get_by_label("您的问题").click()
    citizen.get_by_label("您的问题").fill(text)
    citizen.wait_for_timeout(3500)
    citizen.get_by_role("button", name="提交问题").click()
    expect(citizen.get_by_role("heading", name="您的问题已收到")).to_be_visible()
    return citizen.locator(".receipt strong").inner_text()


def test_a_citizen_asks_a_moderator_decides_and_the_receipt_tells(page, citizen, installation):
    key, sitting, address = announced(installation, "老旧小区加装电梯", "dianti")
    citizen.goto(address)
    fits(citizen.locator("main"))
    receipt = ask(citizen, "低层住户要不要出钱？电话13812345678")
    receipt_page = citizen.url
    expect(citizen.get_by_text("等待审核", exact=True)).to_be_visible()
    fits(citizen.locator("main"))
    citizen.goto(address)
    ask(citizen, "<b>装一部</b>要多久？")

    log_in(page, installation)
    page.goto(f"{installation.url}/admin/interviews/questions/{sitting}/")
    expect(page.locator("[data-question]")).to_have_count(2)
    expect(page.get_by_text("138****5678")).to_be_visible()
    expect(page.locator("[data-question='1']")).to_be_focused()
    page.keyboard.press("a")
    expect(page.get_by_text("已处理1条提问。")).to_be_visible()
    expect(page.locator("[data-question='2']")).to_be_focused()
    page.keyboard.press("d")
    page.keyboard.press("1")
    expect(page.get_by_text("没有待审核的提问。")).to_be_visible()
    page.get_by_role("button", name="撤销").click()
    expect(page.locator("[data-question='2']")).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_text("没有待审核的提问。")).to_be_visible()

    citizen.goto(f"{installation.url}/interviews/{key}/questions/?order=number")
    first = citizen.locator("#question-1")
    expect(first.get_by_text("低层住户要不要出钱？")).to_be_visible()
    expect(citizen.get_by_text("<b>装一部</b>要多久？")).to_be_visible()
    first.get_by_role("button").click()
    expect(first.get_by_role("button")).to_contain_text("1")
    expect(first.get_by_role("button")).to_contain_text("已支持")
    first.get_by_role("button").click()
    expect(first.get_by_role("button")).to_contain_text("我也想知道")
    fits(citizen.locator("main"))

    page.goto(f"{installation.url}/admin/interviews/questions/{sitting}/?tab=open")
    page.locator("[data-question='1']").get_by_role("button", name="承诺5个工作日内答复").click()
    expect(page.get_by_text("已处理1条提问。")).to_be_visible()
    page.set_viewport_size(NARROW)
    fits(page.locator("main"))

    citizen.goto(f"{installation.url}/interviews/receipt/")
    citizen.get_by_label("回执编号").fill(receipt.lower())
    citizen.get_by_role("button", name="查询").click()
    expect(citizen).to_have_url(receipt_page)
    expect(citizen.get_by_text("承诺答复", exact=True)).to_be_visible()
    expect(citizen.get_by_text("第5个工作日")).to_be_visible()


def test_all_of_it_works_without_a_script(page, without_script, installation):
    key, sitting, address = announced(installation, "入学政策", "ruxue")
    citizen = without_script
    citizen.goto(address)
    citizen.get_by_label("您的问题").fill("转学要多久？")
    citizen.get_by_role("button", name="提交问题").click()
    expect(citizen.get_by_text("请核对您的问题")).to_be_visible()
    expect(citizen.get_by_label("您的问题")).to_have_value("转学要多久？")
    citizen.wait_for_timeout(3500)
    citizen.get_by_role("button", name="提交问题").click()
    expect(citizen.get_by_role("heading", name="您的问题已收到")).to_be_visible()
    # Back and sent again: the same receipt.
    receipt = citizen.url
    citizen.go_back()
    citizen.get_by_role("button", name="提交问题").click()
    expect(citizen).to_have_url(receipt)

    log_in(page, installation)
    page.goto(f"{installation.url}/admin/interviews/questions/{sitting}/")
    expect(page.locator("[data-question]")).to_have_count(1)
    page.get_by_role("button", name="通过").last.click()
    expect(page.get_by_text("已处理1条提问。")).to_be_visible()

    citizen.goto(f"{installation.url}/interviews/{key}/questions/")
    citizen.locator("main").get_by_role("button").first.click()
    expect(citizen.get_by_text("您的支持已计入。")).to_be_visible()
