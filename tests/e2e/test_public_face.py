"""Every type of public page in a real browser: for readers with a screen reader, with a keyboard
alone, on a narrow screen, and without scripts.
"""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.desk import NARROW, SOON, in_a_browser
from tests.e2e.public_room import addresses_of, by_keyboard, is_wide, lines_of, violations
from tests.installation import Installation

pytestmark = [*in_a_browser, pytest.mark.long]

WIDE = {"width": 1280, "height": 900}
# Past the policy, which forbids styles in pages.
STYLE = """(rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
}"""
HIDE_FOCUS = ":focus-visible { outline: none !important; box-shadow: none !important }"


@pytest.fixture(scope="module")
def installation(tmp_path_factory) -> Iterator[Installation]:
    """The demo's content, and nobody who changes it."""
    folder = tmp_path_factory.mktemp("public")
    with Installation(folder, "http://localhost:9", SYNDICATION_ASKS_PUBLIC="no") as portal:
        yield portal


@pytest.fixture(scope="module")
def addresses(installation) -> list[str]:
    found = addresses_of(installation)
    installation.start("portal")
    return found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", viewport=WIDE)
    page = context.new_page()
    page.set_default_timeout(SOON)
    yield page
    context.close()


def test_axe_finds_nothing_serious_and_nobody_scrolls_sideways(page, installation, addresses):
    found = defaultdict(list)
    for address in addresses:
        page.set_viewport_size(WIDE)
        page.goto(f"{installation.url}{address}")
        found[address] += violations(page)
        page.set_viewport_size(NARROW)
        found[address] += [f"narrow: {fault}" for fault in violations(page)]
        if is_wide(page):
            found[address].append("wider than the window")
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_everything_is_reached_by_keyboard_and_seen_to_be(page, installation, addresses):
    found = {}
    for address in addresses:
        page.goto(f"{installation.url}{address}")
        # A page that asks who somebody is has nothing before its form.
        if page.locator(".skip").count():
            page.keyboard.press("Tab")
            skip = page.locator(".skip")
            expect(skip).to_be_focused()
            expect(skip).to_be_in_viewport(ratio=1)
        if faults := by_keyboard(page):
            found[address] = faults
    assert found == {}


def test_the_first_link_leads_past_what_stands_on_every_page(page, installation, addresses):
    page.goto(f"{installation.url}/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main#content")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_without_scripts_all_words_are_there(browser, page, installation, addresses):
    context = browser.new_context(locale="zh-CN", viewport=WIDE, java_script_enabled=False)
    plain = context.new_page()
    lost = {}
    for address in addresses:
        page.goto(f"{installation.url}{address}")
        plain.goto(f"{installation.url}{address}")
        if missing := set(lines_of(page)) - set(lines_of(plain)):
            lost[address] = missing
    context.close()
    assert lost == {}


def test_what_nobody_sees_or_reaches_would_be_noticed(page, installation, addresses):
    page.goto(f"{installation.url}/")
    page.evaluate(STYLE, "main a { color: #eee !important }")
    assert any("color-contrast" in fault for fault in violations(page))
    page.evaluate("document.querySelector('main').style.width = '3000px'")
    assert is_wide(page)
    page.goto(f"{installation.url}/yaowen/")
    page.evaluate(STYLE, HIDE_FOCUS)
    assert any("focus not seen" in fault for fault in by_keyboard(page))
