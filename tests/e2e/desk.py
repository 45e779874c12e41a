"""An editor's place of work: a browser, a way in, and the screens that are used every day."""

import os
import shutil
import time

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.installation import Installation

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")

in_a_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine (Debian: chromium)"),
]

SOON = 40_000  # milliseconds; four lanes share two cores
expect.set_options(timeout=SOON)

WECHAT, WEIBO = "发布厅微信公众号", "发布厅微博"
NARROW = {"width": 390, "height": 844}

WRITE = """
from home.models import ArticlePage, ColumnPage
column = ColumnPage.objects.get(slug="news")
for title in {titles}:
    page = ArticlePage(title=title, live=False, summary="摘要：" + title, body={body})
    column.add_child(instance=page)
    revision = page.save_revision()
    if {live}:
        revision.publish()
    print(page.pk)
"""

# Whatever reaches beyond the window, unless something around it cuts it off or scrolls.
# Wagtail's menu and panels glide when the window changes.
SETTLED_WITHIN = 5.0
TOO_WIDE = """root => [...root.querySelectorAll('*')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
    .filter((element) => {
        for (let around = element.parentElement; around && around !== root;
                around = around.parentElement) {
            if (getComputedStyle(around).overflowX !== 'visible') return false;
        }
        return true;
    })
    .map((element) => element.outerHTML.slice(0, 120))"""


# The cookies of those who have logged in, by portal and name.
_logged_in: dict[tuple[str, str], list] = {}


def log_in(page: Page, installation: Installation, name: str = "admin") -> None:
    """Be somebody who has logged in; the form is filled in only the first time."""
    key = (installation.url, name)
    if key in _logged_in:
        page.context.add_cookies(_logged_in[key])
        return
    log_in_by_the_form(page, installation, name)
    _logged_in[key] = page.context.cookies()


def log_in_by_the_form(page: Page, installation: Installation, name: str = "admin") -> None:
    page.goto(f"{installation.url}/admin/login/")
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill("fabuting-demo")
    page.get_by_role("button", name="登录").click()
    expect(
        page.get_by_role("link", name="分发").or_(page.get_by_role("button", name="分发")).first
    ).to_be_visible()


def written(
    installation: Installation, *titles: str, body: str = "<p>正文。</p>", live: bool = True
) -> list[int]:
    """Write articles of these titles in the column 要闻动态; return their keys."""
    code = WRITE.format(titles=titles, body=[("paragraph", body)], live=live)
    return [int(key) for key in installation.python(code).split()]


def open_editor(page: Page, installation: Installation, key: int) -> None:
    page.goto(f"{installation.url}/admin/pages/{key}/edit/")


def open_for_typing(page: Page, installation: Installation, key: int) -> None:
    """Open the editor and wait until Wagtail watches it: what came before is no change to it."""
    page.add_init_script(
        "document.addEventListener('w-unsaved:watch-edits', () => "
        "document.documentElement.setAttribute('watched', ''))"
    )
    open_editor(page, installation, key)
    expect(page.locator("html[watched]")).to_be_attached()


def publish(page: Page, button: str = "发布") -> None:
    """Publish what is in the editor."""
    page.locator("footer [data-w-dropdown-target='toggle']").first.click()
    page.get_by_role("button", name=button, exact=True).click()


def open_side(page: Page, name: str) -> None:
    """Open one of the editor's side panels, if it is not open still."""
    toggle = page.locator(f"[data-side-panel-toggle='{name}']")
    if toggle.get_attribute("aria-expanded") != "true":
        toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "true")


def close_side(page: Page) -> None:
    """Close whichever side panel is open: on a narrow window it covers the editor."""
    for toggle in page.locator("[data-side-panel-toggle][aria-expanded='true']").all():
        toggle.click()
    # Half a second it glides, and Wagtail takes a click meanwhile for another closing.
    expect(page.locator("[data-side-panel]:not([hidden])")).to_have_count(0)


def open_panel(page: Page) -> Locator:
    """Open the syndication panel; return it."""
    open_side(page, "syndication")
    return page.locator("[data-syndication]")


def copy_at(panel: Locator, account: str) -> Locator:
    return panel.locator("section", has=panel.page.get_by_role("heading", name=account))


def state_of(copy: Locator) -> Locator:
    return copy.locator(".syndication__status")


def fits(place: Locator) -> None:
    """Assert that nothing in a place reaches beyond the window, once all has come to rest."""
    until = time.monotonic() + SETTLED_WITHIN
    while (beyond := _beyond(place)) and time.monotonic() < until:
        place.page.wait_for_timeout(50)
    assert beyond == []


def _beyond(place: Locator) -> list[str]:
    page_is_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    wide = place.evaluate(TOO_WIDE)
    return [*wide, "the page itself"] if place.page.evaluate(page_is_wide) else wide
