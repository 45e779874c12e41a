"""A major change: one plan, one decision for each copy, one signature, and then it is done."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.desk import (
    NARROW,
    WECHAT,
    WEIBO,
    close_side,
    copy_at,
    fits,
    in_a_browser,
    log_in,
    open_editor,
    open_panel,
    publish,
    state_of,
    written,
)
from tests.installation import Installation
from tests.syndication.engine_room import articles

pytestmark = [*in_a_browser, pytest.mark.usefixtures("clean_console")]


def test_a_major_change_is_decided_signed_and_carried_out(page, installation, sandbox_of_its_own):
    [key] = written(installation, "市民中心十二月一日起搬迁")
    log_in(page, installation)
    await_published(page, installation, key)

    change(page, installation, key, "市民中心十二月十日起搬迁")

    expect(page.get_by_role("heading", name="更正方案")).to_be_visible()
    wechat, weibo = card(page, WECHAT), card(page, WEIBO)
    expect(wechat.locator(".compared ins")).to_have_text("十")
    expect(wechat.get_by_text("链接会改变")).to_be_visible()
    plan = page.url
    page.get_by_role("link", name="稍后决定").click()
    page.wait_for_url("**/edit/")
    link = copy_at(open_panel(page), WECHAT).get_by_role("link", name="更正方案待签发")
    link.click()
    assert page.url == plan

    page.get_by_role("button", name="签发并执行").click()
    assert page.url == plan, "a plan without decisions is not sent"
    wechat.get_by_label("删除后重新发布").check()
    weibo.get_by_label("在评论中更正").check()
    page.get_by_role("button", name="签发并执行").click()
    expect(page.get_by_role("alert")).to_contain_text("错在哪里")
    expect(wechat.get_by_label("删除后重新发布")).to_be_checked()
    page.get_by_label("错在哪里").fill("原文日期有误，应为十二月十日。")
    page.get_by_role("button", name="签发并执行").click()

    expect(page.get_by_text("更正方案已签发，正在执行。")).to_be_visible()
    settled(page)
    titles = [article["title"] for article in articles(sandbox_of_its_own)]
    assert "市民中心十二月十日起搬迁" in titles
    assert "市民中心十二月一日起搬迁" not in titles
    page.goto(f"{sandbox_of_its_own.url}/u/5500000001")
    expect(page.get_by_text("原文日期有误，应为十二月十日。")).to_be_visible()


def test_what_is_left_to_a_person_is_out_of_step_until_there_is_proof(page, installation):
    [key] = written(installation, "中小学寒假安排公布")
    log_in(page, installation)
    await_published(page, installation, key)
    page.set_viewport_size(NARROW)
    change(page, installation, key, "中小学寒假安排调整")
    fits(page.locator("main .plan"))

    card(page, WECHAT).get_by_label("由人工在平台上处理").focus()
    page.keyboard.press("Space")
    card(page, WEIBO).get_by_label("保留原样并标注").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="签发并执行").press("Enter")
    expect(page.get_by_text("尚未同步")).to_be_visible()
    fits(page.locator("main .folded"))
    plan = page.url
    page.goto(f"{installation.url}/admin/syndication/?status=not_in_step&q=寒假")
    item = page.locator(".board__item", has_text="中小学寒假安排调整")
    expect(item.locator(".board__badge")).to_have_text("未同步")
    expect(item.get_by_text("未同步：正在更正")).to_be_visible()

    page.goto(plan)
    page.get_by_role("link", name="去处理并填写凭证").click()
    expect(page.get_by_text("页面已更正")).to_be_visible()
    page.get_by_role("textbox", name="办理情况").fill("王晓岚已在公众号后台修改，截图存档0312。")
    page.get_by_role("button", name="已办结").click()

    page.goto(plan)
    settled(page)
    expect(page.get_by_text("截图存档0312")).to_be_visible()
    page.goto(f"{installation.url}/admin/syndication/?q=寒假")
    expect(page.locator(".board__badge")).to_have_count(0)


def await_published(page: Page, installation: Installation, key: int) -> None:
    open_editor(page, installation, key)
    panel = open_panel(page)
    for account in (WECHAT, WEIBO):
        expect(state_of(copy_at(panel, account))).to_have_text("已发布")


def change(page: Page, installation: Installation, key: int, title: str) -> None:
    """Publish another title as a major change."""
    open_editor(page, installation, key)
    close_side(page)
    page.locator("#id_title").fill(title)
    publish(page, "发布并更正各平台")
    page.wait_for_url("**/syndication/corrections/**")


def card(page: Page, account: str) -> Locator:
    return page.get_by_role("group", name=account)


def settled(page: Page) -> None:
    """Wait until everything of the plan on the screen has been carried out."""
    for _ in range(20):
        if page.get_by_text("各平台均已处理完毕").count():
            return
        page.wait_for_timeout(1000)
        page.reload()
    expect(page.get_by_text("各平台均已处理完毕")).to_be_visible()
