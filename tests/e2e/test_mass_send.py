"""A mass send from the list to the followers: assembled, shown, signed, sent once."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.desk import (
    NARROW,
    WECHAT,
    copy_at,
    fits,
    in_a_browser,
    log_in,
    open_editor,
    open_panel,
    state_of,
    written,
)
from tests.syndication.mass_room import sent_at

pytestmark = [*in_a_browser, pytest.mark.usefixtures("clean_console")]

NAME_A_REVIEWER = """
from syndication.models import Account
account = Account.objects.get(kind="wechat")
account.options["preview_to"] = "wang"
account.save()
print(account.app_id)
"""

HEADLINE, SECOND = "冬季供暖今日开始", "供暖服务热线二十四小时受理"


def test_two_articles_go_to_all_followers_once(page, installation, sandbox_of_its_own):
    app_id = installation.python(NAME_A_REVIEWER)
    sandbox_of_its_own.control("wechat/followers", app_id=app_id, openid="o-wang", wxid="wang")
    keys = written(installation, HEADLINE, SECOND)
    log_in(page, installation)
    for key in keys:
        open_editor(page, installation, key)
        expect(state_of(copy_at(open_panel(page), WECHAT))).to_have_text("已发布")

    page.goto(f"{installation.url}/admin/syndication/mass/")
    page.get_by_role("link", name=f"为“{WECHAT}”组稿").click()
    proposed = page.locator("[data-mass-chosen] li")
    expect(proposed.filter(has_text="供暖")).to_have_count(2)
    while proposed.count():
        proposed.first.get_by_role("button", name="移出").click()
    take_in(page, SECOND)
    take_in(page, HEADLINE)
    page.set_viewport_size(NARROW)
    fits(page.locator("main form[data-mass]"))
    page.locator("[data-mass-chosen] li", has_text=HEADLINE).get_by_label("上移").click()
    page.get_by_role("button", name="保存组稿").click()

    expect(page.locator(".mass-card__item")).to_have_text([HEADLINE, SECOND])
    fits(page.locator("main .mass"))
    page.get_by_role("button", name="发送预览").click()
    page.get_by_role("link", name="签发并群发……").click()
    expect(page.get_by_text("全部关注者").first).to_be_visible()
    fits(page.locator("main"))
    page.get_by_role("button", name="签发，向全部关注者群发").click()

    expect(page.locator("#mass-state h2")).to_have_text("已发送")
    [message] = sent_at(sandbox_of_its_own)
    assert [article["title"] for article in message["article"]["articles"]] == [HEADLINE, SECOND]


def take_in(page: Page, title: str) -> None:
    """Look for an article by its title and take it into the message."""
    page.get_by_label("标题中的词").fill(title)
    page.get_by_label("标题中的词").press("Enter")
    expect(page.locator("[data-mass-others] li")).to_have_count(1)
    page.locator("[data-mass-others] li", has_text=title).get_by_role("button", name="选入").click()
