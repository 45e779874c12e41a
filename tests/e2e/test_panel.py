"""The panel beside the editor: each account's own words, who is left out, where each copy is."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.desk import (
    NARROW,
    WECHAT,
    WEIBO,
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
from tests.syndication.engine_room import posts

pytestmark = [*in_a_browser, pytest.mark.usefixtures("clean_console")]
FAILED = re.compile("syndication__failed")


def test_each_account_gets_its_own_words_and_one_is_left_out(
    page, installation, sandbox_of_its_own
):
    [key] = written(installation, "滨江步道全线贯通并向市民开放", live=False)
    log_in(page, installation)
    open_editor(page, installation, key)
    panel = open_panel(page)
    wechat, weibo = copy_at(panel, WECHAT), copy_at(panel, WEIBO)
    expect(state_of(wechat)).to_have_text("页面发布后自动发送")

    version = opened(wechat)
    title = version.get_by_label("标题", exact=True)
    title.fill("滨" * 33)
    expect(counter(version, "标题")).to_have_text("33 / 32")
    expect(counter(version, "标题")).to_have_class(FAILED)
    version.get_by_role("button", name="保存该版本").click()
    expect(version.get_by_role("alert")).to_have_text("计33字，平台上限32字。")
    title.fill("步道通了，来走走")
    expect(counter(version, "标题")).to_have_text("8 / 32")
    expect(counter(version, "标题")).not_to_have_class(FAILED)
    version.get_by_role("button", name="保存该版本").click()
    expect(version.locator(".syndication__saved")).to_have_text("已保存。")
    expect(wechat.get_by_text("已定制")).to_be_visible()

    version = opened(weibo)
    text = version.get_by_label("微博正文")
    text.fill("市民朋友")
    expect(counter(version, "微博正文")).to_have_text(re.compile(r"^4 / "))
    text.fill("市民朋友 https://www.yunting.gov.cn/a/very/long/address/of/a/page.html")
    expect(counter(version, "微博正文")).to_have_text(re.compile(r"^15 / "))
    text.fill("步道" * 80)
    expect(counter(version, "微博正文")).to_have_class(FAILED)
    version.get_by_role("button", name="保存该版本").click()
    expect(version.get_by_role("alert")).to_contain_text("平台上限")
    text.fill("江边十二公里，今天起一路走到底。")
    version.get_by_role("button", name="保存该版本").click()
    expect(version.locator(".syndication__saved")).to_have_text("已保存。")

    weibo.get_by_role("button", name="不发往该账号").click()
    expect(state_of(weibo)).to_have_text("不发往该账号")

    publish(page)
    page.wait_for_url("**/admin/pages/**")
    open_editor(page, installation, key)
    panel = open_panel(page)
    wechat, weibo = copy_at(panel, WECHAT), copy_at(panel, WEIBO)
    expect(state_of(wechat)).to_have_text("已发布")
    expect(state_of(weibo)).to_have_text("不发往该账号")
    assert not any("江边十二公里" in post["text"] for post in posts(sandbox_of_its_own))

    weibo.get_by_role("button", name="重新发往该账号").click()
    expect(state_of(weibo)).to_have_text("已发布")
    assert any("江边十二公里" in post["text"] for post in posts(sandbox_of_its_own))

    page.goto(wechat.get_by_role("link", name="在平台上查看").get_attribute("href"))
    expect(page.get_by_role("heading", name="步道通了，来走走")).to_be_visible()


def test_what_a_platform_refused_is_explained_and_tried_again(
    page, installation, sandbox_of_its_own
):
    sandbox_of_its_own.control(
        "faults",
        match="/cgi-bin/draft/add",
        kind="refuse",
        times=1,
        params={"errcode": 45166, "errmsg": "invalid content"},
    )
    [key] = written(installation, "老旧小区加装电梯有了新办法")
    log_in(page, installation)
    open_editor(page, installation, key)
    wechat = copy_at(open_panel(page), WECHAT)

    expect(state_of(wechat)).to_have_text("需要编辑处理")
    expect(wechat.locator(".syndication__message")).to_contain_text("微信")
    expect(page.locator("[data-side-panel-toggle='syndication']")).to_contain_text("1")

    wechat.get_by_role("button", name="立即重试").click()

    expect(state_of(wechat)).to_have_text("已发布")
    expect(wechat.get_by_role("link", name="在平台上查看")).to_be_visible()
    expect(wechat.get_by_role("button", name="立即重试")).to_have_count(0)


def test_the_panel_is_usable_on_a_narrow_window_and_without_a_mouse(page, installation):
    [key] = written(installation, "今冬供暖从十一月十日开始", live=False)
    log_in(page, installation)
    page.set_viewport_size(NARROW)
    open_editor(page, installation, key)

    page.locator("[data-side-panel-toggle='syndication']").press("Enter")
    panel = page.locator("[data-syndication]")
    weibo = copy_at(panel, WEIBO)
    weibo.locator("summary").press("Enter")
    text = weibo.get_by_label("微博正文")
    text.press_sequentially("供暖了")
    fits(panel)
    save = weibo.get_by_role("button", name="保存该版本")
    save.focus()
    page.keyboard.press("Enter")

    expect(weibo.locator(".syndication__saved")).to_have_text("已保存。")
    expect(save).to_be_focused()
    expect(weibo.get_by_text("已定制")).to_be_visible()
    expect(save).to_be_focused()
    weibo.get_by_role("button", name="不发往该账号").press("Enter")
    expect(state_of(weibo)).to_have_text("不发往该账号")
    fits(panel)


def opened(copy: Locator) -> Locator:
    """Open the version of an account; return its form."""
    copy.locator("summary").click()
    form = copy.locator("form")
    expect(form).to_be_visible()
    return form


def counter(form: Locator, label: str) -> Locator:
    field = form.locator(".syndication__field", has=form.page.get_by_text(label, exact=True))
    return field.locator("[data-syndication-count]")
