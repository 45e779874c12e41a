"""A number of somebody's, typed, held back, masked with a click and published without."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.desk import (
    NARROW,
    close_side,
    fits,
    in_a_browser,
    log_in,
    open_for_typing,
    open_side,
    publish,
    written,
)
from tests.installation import Installation

pytestmark = in_a_browser
NUMBER, MASKED = "13812345678", "138****5678"


@pytest.mark.usefixtures("clean_console")
def test_a_number_is_held_back_masked_and_published_without(page: Page, installation: Installation):
    (key,) = written(installation, "值班安排", body=f"<p>电话{NUMBER}。</p>", live=False)
    log_in(page, installation)
    open_for_typing(page, installation, key)
    open_side(page, "attachments-checks")
    panel = page.locator("[data-checks]")
    expect(panel).to_contain_text(MASKED)
    close_side(page)

    page.locator("#id_summary").press_sequentially("另有13987654321")
    open_side(page, "attachments-checks")
    expect(panel).to_contain_text("139****4321")

    publish(page)
    expect(page.get_by_role("heading", name="发布前检查")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text(NUMBER)
    page.set_viewport_size(NARROW)
    fits(page.locator("main"))

    page.get_by_role("button", name="遮蔽正文中的全部号码").click()
    expect(page.locator(".checks__clear")).to_be_visible()
    page.set_viewport_size({"width": 1400, "height": 1000})
    page.get_by_role("link", name="返回编辑").click()
    publish(page)
    expect(page.get_by_text("已发布").first).to_be_visible()
