"""A welcome and a menu made in a real browser, and a citizen who uses them on a phone."""

import re

from playwright.sync_api import Locator, expect

from tests.e2e.desk import in_a_browser, log_in

pytestmark = in_a_browser

ARTICLE = """
from home.models import ArticlePage, ColumnPage
ColumnPage.objects.get(slug="news").add_child(instance=ArticlePage(
    title="住房公积金提取办理指南", slug="fund", summary="租房、购房都可以提取。",
    body=[("paragraph", "<p>正文。</p>")]))
"""


def test_an_editor_makes_a_menu_and_a_citizen_uses_it(page, installation, sandbox_of_its_own):
    installation.python(ARTICLE)
    log_in(page, installation)

    page.goto(f"{installation.url}/admin/custommenu/new/")
    buttons = page.locator("[data-contentpath='buttons']")
    group = _add(buttons, "带子菜单的按钮")
    _name(group).fill("办事服务大厅")
    counter = group.locator(".byte-count").first
    expect(counter).to_have_text("18／16字节")
    expect(counter).to_have_class(re.compile("over"))
    _name(group).fill("办事")
    expect(counter).to_have_text("6／16字节")
    expect(counter).not_to_have_class(re.compile("over"))

    below = group.locator("[data-contentpath='buttons']")
    _name(below).fill("公积金")
    _add(below.locator("[data-contentpath='does']"), "按关键词回复（等同于发送这些文字）")
    below.locator("[data-contentpath='does'] input[data-controller]").fill("公积金 提取")
    page.get_by_role("button", name="保存并发布").click()

    state = page.locator("[data-syndication]")
    expect(state.get_by_role("status")).to_contain_text("微信上就是这份菜单")
    expect(state.locator(".phone-menu").last).to_contain_text("公积金")

    page.goto(f"{sandbox_of_its_own.url}/mp/wxdemo0000000001/chat")
    page.get_by_label("新关注者的昵称").fill("小云")
    page.get_by_role("button", name="扫码关注").click()
    expect(page.get_by_text("感谢关注")).to_be_visible()
    expect(page.get_by_role("link", name="要闻动态")).to_be_visible()

    page.get_by_label("消息").fill("公积金怎么提取？")
    page.get_by_role("button", name="发送").click()
    card = page.get_by_role("link", name="住房公积金提取办理指南")
    expect(card).to_have_count(1)

    page.locator("summary", has_text="办事").click()
    page.get_by_role("button", name="公积金").click()
    expect(card).to_have_count(2)
    card.last.click()
    expect(page.get_by_role("heading", name="住房公积金提取办理指南")).to_be_visible()


def _add(within: Locator, name: str) -> Locator:
    """Add a block; return it."""
    within.locator("button.c-sf-add-button").first.click()
    within.page.get_by_role("option", name=name, exact=True).click()
    return within


def _name(within: Locator) -> Locator:
    return within.locator("[data-contentpath='name'] input").first
