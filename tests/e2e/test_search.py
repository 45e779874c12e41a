"""Searching in a real browser: suggestions by keyboard, narrowing, a narrow window, clicks."""

import re

import pytest
import requests
from playwright.sync_api import expect

from tests.e2e.desk import NARROW, fits, in_a_browser
from tests.installation import until

pytestmark = [*in_a_browser, pytest.mark.usefixtures("clean_console")]

FILL = """
from datetime import date
from findable import Entry, Kind
from search.index.writing import store
document = Entry(
    "e2e-pool", Kind.DOCUMENT, "城东游泳馆开放管理办法", "/", text="游泳馆每日开放。",
    department="市体育局", number="云体〔2026〕3号", day=date(2026, 3, 1),
)
notice = Entry(
    "e2e-notice", Kind.ARTICLE, "城东游泳馆开放管理办法解读", "/news/", text="游泳馆怎样开放。",
    department="市政府办公室", day=date(2026, 3, 2),
)
store({"e2e:search": [document, notice]})
"""
COUNTED = """
from search.models import ClickDay, QueryDay
said = "游泳馆开放"
print(
    *QueryDay.objects.filter(said=said).values_list("shown", "clicked"),
    *ClickDay.objects.filter(said=said).values_list("place", "clicks"),
)
"""


def test_pinyin_leads_to_a_suggestion_the_suggestion_to_results_and_these_are_narrowed(
    page, installation
):
    installation.python(FILL)
    page.goto(f"{installation.url}/news/")
    box = page.get_by_role("combobox", name="站内搜索")
    options = page.get_by_role("listbox", name="搜索建议").get_by_role("option")

    box.press_sequentially("chengdongyyg")
    expect(options).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowUp")
    expect(box).to_have_value("城东游泳馆开放管理办法解读")
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("chengdongyyg")

    box.press("ArrowDown")
    expect(options).to_have_count(2)
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "search-suggestions-0")
    box.press("Enter")

    results = page.locator("[data-results] > li")
    expect(results).to_have_count(2)
    expect(results.first.locator("h3 mark").first).to_be_visible()
    page.get_by_role("region", name="部门").get_by_role("link", name="市体育局").click()
    expect(results).to_have_count(1)
    expect(results).to_contain_text("云体〔2026〕3号")

    page.set_viewport_size(NARROW)
    fits(page.locator("body"))
    page.get_by_role("link", name="筛选").click()
    page.get_by_role("link", name=re.compile("点击取消.*市体育局")).click()
    expect(results).to_have_count(2)


def test_it_works_without_scripts(browser, installation):
    installation.python(FILL)
    context = browser.new_context(java_script_enabled=False, viewport=NARROW)
    page = context.new_page()
    page.goto(f"{installation.url}/")
    page.get_by_label("站内搜索").fill("游泳馆")
    page.get_by_role("button", name="搜索").click()
    expect(page.locator("[data-results] > li")).to_have_count(2)
    context.close()


def test_a_click_is_counted_once_by_its_place_though_it_leaves_the_page(page, installation):
    installation.python(FILL)
    page.goto(f"{installation.url}/search/?q=游泳馆开放")
    results = page.locator("[data-results] > li")
    expect(results).to_have_count(2)

    results.nth(1).get_by_role("link").click()
    page.wait_for_url(f"{installation.url}/news/")

    def counted() -> str:
        # What was counted is written when a later request is over.
        requests.get(f"{installation.url}/news/", timeout=30)
        return installation.python(COUNTED)

    until(lambda: counted() == "(1, 1) (2, 1)", seconds=60, every=1)
