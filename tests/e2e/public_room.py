"""A portal with the demo's content, and what is asked of each of its pages in a browser."""

import json
from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.installation import Installation

CONTENT = (
    "demo_content", "demo_documents", "demo_power_lists", "demo_disclosure", "demo_interviews",
    "demo_subsites", "demo_contributions", "demo_lifecycle", "demo_reviews", "demo_search",
)  # fmt: skip
ADDRESSES = """
import json
from tests.public_face.addresses import readable, things
print(json.dumps(readable(things())))
"""
# An address where a page was and is no more, and one where somebody answered a question.
MORE = """
from home.models import ArticlePage
from interviews.models import Question
page = ArticlePage.objects.live().last()
print(page.url)
page.unpublish()
print(f"/interviews/receipt/{Question.objects.first().receipt}/")
"""
SERIOUS = ("serious", "critical")
# The lines that a reader sees in `main`. A button for scripts is not there where they are not.
LINES = """() => {
    const bare = (text) => text.replace(/\\s+/g, '');
    const buttons = [...document.querySelectorAll('main button[type=button]')];
    const labels = new Set(buttons.map((button) => bare(button.innerText)));
    return document.querySelector('main').innerText.split('\\n').map(bare)
        .filter((line) => line && !labels.has(line));
}"""

# Notes of every element that can have the focus how it looks without, then with it.
WATCH_FOCUS = """() => {
    const CAN = 'a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, '
        + 'video[controls], audio[controls], [tabindex]';
    const look = (element) => {
        const style = getComputedStyle(element);
        const outline = style.outlineStyle === 'none' ? '' : style.outline;
        return [outline, style.boxShadow].join('|');
    };
    const wanted = [...document.querySelectorAll('.tools, header, nav, main, footer')]
        .flatMap((place) => [...place.querySelectorAll(CAN)])
        .filter((element) => element.tabIndex >= 0 && !element.disabled)
        .filter((element) => element.checkVisibility({ visibilityProperty: true }));
    // What has the focus from the beginning looks otherwise without; Tab goes on from there.
    document.activeElement?.blur();
    const before = new Map(wanted.map((element) => [element, look(element)]));
    const groups = new Set();
    const reached = new Set();
    const unseen = [];
    const shown = (element) => element.outerHTML.slice(0, 140);
    document.addEventListener('focusin', ({ target }) => {
        reached.add(target);
        if (target.type === 'radio') groups.add(target.name);
        if (!before.has(target)) return;
        const box = target.getBoundingClientRect();
        if (look(target) === before.get(target) && target.tagName !== 'IFRAME') {
            unseen.push(shown(target));
        } else if (box.width < 1 || box.height < 1) {
            unseen.push('no size: ' + shown(target));
        }
    });
    window.focusReport = () => ({
        number: before.size,
        missed: [...before.keys()]
            .filter((element) => !reached.has(element))
            .filter((element) => element.type !== 'radio' || !groups.has(element.name))
            .filter((element) => element.checkVisibility({ visibilityProperty: true }))
            .map(shown),
        unseen,
    });
    return before.size;
}"""


def addresses_of(installation: Installation) -> list[str]:
    """Fill a portal with the demo's content; return addresses of its pages, of every type some."""
    installation.migrate()
    for command in CONTENT:
        installation.manage(command)
    listed = json.loads(installation.python(ADDRESSES))
    return [*listed, *installation.python(MORE).split()]


def violations(page: Page, *impacts: str) -> Iterator[str]:
    """Ask axe about a page; tell each rule that it breaks, with the first place.

    https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md
    """
    answer: dict[str, Any] = Axe().run(page).response
    for broken in answer["violations"]:
        if broken["impact"] in (impacts or SERIOUS):
            place = broken["nodes"][0]
            yield f"{broken['id']} × {len(broken['nodes'])}: {place['html'][:200]} {_why(place)}"


def _why(place: dict[str, Any]) -> str:
    return " ".join(check["message"] for check in [*place["any"], *place["all"], *place["none"]])


def lines_of(page: Page) -> list[str]:
    return page.evaluate(LINES)


def is_wide(page: Page) -> bool:
    """Tell whether a reader would have to scroll sideways."""
    return page.evaluate("document.scrollingElement.scrollWidth > innerWidth")


def by_keyboard(page: Page) -> list[str]:
    """Go through a page with the Tab key alone; tell what was not reached, or not seen to be."""
    number = page.evaluate(WATCH_FOCUS)
    for _each in range(number + 12):
        page.keyboard.press("Tab")
    report = page.evaluate("focusReport()")
    return [
        *(f"not reached: {element}" for element in report["missed"]),
        *(f"focus not seen: {element}" for element in report["unseen"]),
    ]
