"""Take the handbook's pictures from a running demo: `make demo`, then `make screenshots`.

    python scripts/screenshots.py [--portal http://localhost:8000]

Needs a Chromium (Debian: chromium). Nothing is published, corrected or deleted: it searches, opens
screens and fills in forms that it does not save. The board and the panel are as the demo has them.
"""

import argparse
import io
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "editors"
USER, PASSWORD = "admin", "fabuting-demo"
WIDTH, HEIGHT = 1280, 860
COLOURS = 128
# Of the demo, and told on both platforms.
ARTICLE = "望潮大桥"
# In its third review.
REVIEWED = "供水管网"

Step = Callable[[Page, str], None]


def portal_home(page: Page, portal: str) -> None:
    page.goto(portal)


def article(page: Page, portal: str) -> None:
    page.goto(_first_article(page, portal))
    page.wait_for_timeout(800)


def panel(page: Page, portal: str) -> None:
    page.goto(_first_article(page, portal))
    _open_panel(page)
    page.locator(".syndication__edition summary").last.click()
    page.wait_for_timeout(1200)


def preview(page: Page, portal: str) -> None:
    page.goto(_first_article(page, portal))
    page.locator("[data-side-panel-toggle='preview']").click()
    page.wait_for_timeout(2500)
    modes = page.locator("#id_preview_mode")
    modes.select_option(modes.locator("option").nth(1).get_attribute("value"))
    page.wait_for_timeout(2500)


def unpublishing(page: Page, portal: str) -> None:
    page.goto(_first_article(page, portal).replace("/edit/", "/unpublish/"))


def board(page: Page, portal: str) -> None:
    page.goto(f"{portal}/admin/syndication/")


def mass_send(page: Page, portal: str) -> None:
    page.goto(f"{portal}/admin/syndication/mass/")
    page.locator(".mass__accounts a").first.click()
    page.wait_for_load_state("networkidle")
    while page.locator("[data-mass-chosen] [data-mass-out]").count() > 4:
        page.locator("[data-mass-chosen] [data-mass-out]").last.click()


def power_list_import(page: Page, portal: str) -> None:
    page.goto(f"{portal}/admin/disclosure/imports/")
    page.locator("main table a").first.click()


def document(page: Page, portal: str) -> None:
    document_clocks(page, portal)
    page.locator("main table a[href$='/edit/']").first.click()
    page.wait_for_timeout(800)


def document_clocks(page: Page, portal: str) -> None:
    page.goto(f"{portal}/admin/disclosure/documents/clocks/")


def checks(page: Page, portal: str) -> None:
    page.goto(f"{portal}/admin/attachments/waivers/")
    page.locator("main table a[href*='/attachments/checks/']").first.click()


def console(page: Page, portal: str) -> None:
    page.goto(f"{portal}/admin/interviews/console/")
    page.locator("main li a").last.click()
    page.wait_for_timeout(1500)


def questions(page: Page, portal: str) -> None:
    page.goto(f"{portal}/admin/interviews/questions/")
    page.locator("main tbody a").nth(1).click()


def results(page: Page, portal: str) -> None:
    page.goto(f"{portal}/search/?q=jiazhuangdianti")


def answered(page: Page, portal: str) -> None:
    page.goto(f"{portal}/search/?q=装一台电梯大概多少钱")


def search_tasks(page: Page, portal: str) -> None:
    page.goto(f"{portal}/admin/search/tasks/")
    page.locator("main tbody a").first.click()


def search_reports(page: Page, portal: str) -> None:
    page.goto(f"{portal}/admin/search/reports/")


def synonym(page: Page, portal: str) -> None:
    page.goto(f"{portal}/admin/search_synonyms/new/")
    page.fill("[name=said]", "走路过江")
    page.fill("[name=meant]", "望潮大桥 慢行")
    page.locator("[name$='-said']").first.fill("走路过江去哪里")
    page.locator("button[type=submit]").last.click()
    page.wait_for_load_state()
    page.locator(".effect").scroll_into_view_if_needed()


def contributions(page: Page, portal: str) -> None:
    page.goto(f"{portal}/admin/contributions/")


def contribution(page: Page, portal: str) -> None:
    contributions(page, portal)
    page.locator("main tbody a").nth(1).click()


def counts(page: Page, portal: str) -> None:
    page.goto(f"{portal}/admin/contributions/counts/")


def coverage(page: Page, portal: str) -> None:
    page.goto(f"{portal}/admin/subsites/")


def reviews(page: Page, portal: str) -> None:
    page.goto(f"{portal}/admin/reviews/")


def reviewed(page: Page, portal: str) -> None:
    reviews(page, portal)
    page.locator("main a[href*='/pages/']", has_text=REVIEWED).first.click()
    page.locator("[data-side-panel-toggle='reviews']").click()
    page.wait_for_timeout(800)


def release(page: Page, portal: str) -> None:
    page.goto(f"{portal}/admin/releases/")
    page.locator("main tbody a").first.click()


def withdrawals(page: Page, portal: str) -> None:
    page.goto(f"{portal}/admin/lifecycle/withdrawals/")


def _first_article(page: Page, portal: str) -> str:
    page.goto(f"{portal}/admin/syndication/")
    article = page.locator(".board__title a", has_text=ARTICLE).first
    return f"{portal}{article.get_attribute('href')}"


def _open_panel(page: Page) -> None:
    page.locator("[data-side-panel-toggle='syndication']").click()
    page.wait_for_timeout(600)


SHOTS: dict[str, Step] = {
    "home": portal_home,
    "article": article,
    "panel": panel,
    "preview": preview,
    "unpublish": unpublishing,
    "board": board,
    "mass": mass_send,
    "import": power_list_import,
    "document": document,
    "clocks": document_clocks,
    "checks": checks,
    "console": console,
    "questions": questions,
    "search": results,
    "search-answer": answered,
    "search-tasks": search_tasks,
    "search-reports": search_reports,
    "synonym": synonym,
    "coverage": coverage,
    "contributions": contributions,
    "contribution": contribution,
    "counts": counts,
    "reviews": reviews,
    "reviewed": reviewed,
    "release": release,
    "withdrawals": withdrawals,
}


def save(name: str, data: bytes) -> None:
    """Write a picture small enough to be kept with the text."""
    picture = Image.open(io.BytesIO(data)).convert("RGB").quantize(COLOURS)
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture.save(FOLDER / f"{name}.png", optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portal", default="http://localhost:8000")
    portal = parser.parse_args().portal.rstrip("/")
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        sys.exit("No Chromium on this machine (Debian: chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(locale="zh-CN", viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(f"{portal}/admin/login/")
        page.fill("#id_username", USER)
        page.fill("#id_password", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_load_state()
        for name, step in SHOTS.items():
            step(page, portal)
            page.wait_for_load_state("networkidle")
            save(name, page.screenshot())
            print(f"docs/editors/{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
