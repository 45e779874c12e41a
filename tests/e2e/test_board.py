"""The board: items and accounts at a glance, narrowed down, acted upon in bulk, taken along."""

import csv
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.e2e.desk import NARROW, WECHAT, WEIBO, fits, in_a_browser, log_in, written
from tests.installation import Installation

pytestmark = [*in_a_browser, pytest.mark.usefixtures("clean_console")]

GROUP = """
from django.utils import timezone
from home.models import ArticlePage, ColumnPage
from releases import composing
from syndication.models import Account, Edition, Release
joint = composing.make("春运服务", None, None)
release = Release.objects.get(key=joint.key)
for page in ArticlePage.objects.filter(pk__in={keys}):
    for account in Account.objects.all():
        Edition.objects.create(page_ref=page.pk, account=account, release=release)
    page.get_latest_revision().publish()
print(joint.pk)
"""


def test_the_board_is_narrowed_down_and_taken_along(page, installation, tmp_path):
    written(installation, "春节花市开市", "花市交通管制")
    log_in(page, installation)
    board = open_board(page, installation, q="花市")
    published = board.get_by_text("已发布", exact=True)
    until_shown(page, published, 4)

    page.get_by_label("账号", exact=True).select_option(label=WEIBO)
    page.get_by_label("标题关键词").fill("花市开市")
    page.get_by_role("button", name="筛选").click()
    expect(page.locator(".board__item")).to_have_count(1)
    page.get_by_label("状态", exact=True).select_option(label="已撤回")
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_text("没有符合条件的副本。")).to_be_visible()
    page.get_by_role("link", name="显示全部").click()
    expect(page.locator(".board__item", has_text="花市交通管制")).to_be_visible()

    open_board(page, installation, q="花市")
    rows = read_csv(download(page, "CSV", tmp_path))
    assert {(row["页面"], row["账号"], row["状态"]) for row in rows} == {
        (title, account, "已发布")
        for title in ("春节花市开市", "花市交通管制")
        for account in (WECHAT, WEIBO)
    }
    sheet = load_workbook(download(page, "XLSX", tmp_path)).active
    assert [cell.value for cell in sheet[1]] == list(rows[0])
    assert sheet.max_row == 5

    page.locator(".board__cell", has_text=WECHAT).first.get_by_role("link", name="历史").click()
    expect(page.get_by_role("heading", name="发送记录")).to_be_visible()
    expect(page.get_by_role("cell", name="新建草稿")).to_be_visible()


def test_copies_are_held_back_let_go_and_sent_with_their_release(page, installation):
    keys = written(installation, "春运加开列车", "春运公交时刻", live=False)
    release = installation.python(GROUP.format(keys=keys))
    log_in(page, installation)
    board = open_board(page, installation, q="春运")
    until_shown(page, board.get_by_text("等待联合发布“春运服务”。"), 4)

    page.get_by_label("全部", exact=True).check()
    page.get_by_role("button", name="暂缓").click()
    expect(page.get_by_text("已处理4个副本。")).to_be_visible()
    expect(board.get_by_text("已暂缓", exact=True)).to_have_count(4)
    page.locator(".board__item", has_text="春运加开列车").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="恢复发送").click()
    expect(board.get_by_text("已暂缓", exact=True)).to_have_count(3)

    page.goto(f"{installation.url}/admin/releases/{release}/")
    expect(page.get_by_role("heading", name="等它一起发出的渠道稿")).to_be_visible()
    page.get_by_role("button", name="立即全部发布").click()
    expect(page.get_by_text("已全部发布。")).to_be_visible()
    board = open_board(page, installation, q="春运")
    until_shown(page, board.get_by_text("已发布", exact=True), 1)
    expect(board.get_by_text("已暂缓", exact=True)).to_have_count(3)

    page.get_by_label("全部", exact=True).check()
    page.get_by_role("button", name="恢复发送").click()
    until_shown(page, board.get_by_text("已发布", exact=True), 4)


def test_what_was_refused_is_tried_again_on_a_narrow_window_without_a_mouse(
    page, installation, sandbox_of_its_own
):
    sandbox_of_its_own.control(
        "faults",
        match="/2/statuses/share",
        kind="refuse",
        times=1,
        params={"error_code": 20018, "error": "content is illegal"},
    )
    written(installation, "灯会门票预约")
    log_in(page, installation)
    page.set_viewport_size(NARROW)
    board = open_board(page, installation, q="灯会")
    refused = board.locator(".board__cell", has_text=WEIBO)
    until_shown(page, refused.get_by_text("需要编辑处理"), 1)
    expect(refused.locator(".board__message")).to_be_visible()
    fits(page.locator("main"))

    refused.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="立即重试").press("Enter")

    until_shown(page, refused.get_by_text("已发布", exact=True), 1)
    refused.get_by_role("link", name="历史").press("Enter")
    expect(page.get_by_role("heading", name="发送记录")).to_be_visible()
    fits(page.locator("main"))


def open_board(page: Page, installation: Installation, q: str) -> Locator:
    page.goto(f"{installation.url}/admin/syndication/?q={q}")
    return page.locator(".board")


def until_shown(page: Page, what: Locator, times: int) -> None:
    """Look again until something is on the board so many times."""
    for _ in range(30):
        if what.count() == times:
            return
        page.wait_for_timeout(1000)
        page.reload()
    expect(what).to_have_count(times)


def download(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as downloading:
        page.get_by_role("link", name=name).click()
    found = downloading.value
    assert re.fullmatch(rf"副本-\d+-\d+\.{name.lower()}", found.suggested_filename)
    path = folder / f"copies.{name.lower()}"
    found.save_as(path)
    return path


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
