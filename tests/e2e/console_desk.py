"""A recorder's place of work: an interview to record, the console, and what came of it."""

import json

from playwright.sync_api import Locator, Page, expect

from tests.installation import Installation

MAKE = """
import uuid
from home.models import HomePage
from interviews.models import InterviewIndexPage
from interviews.states import State
from tests.interviews.factories import InterviewIndexPageFactory, asked, brought_to, interview
home = HomePage.objects.get()
index = InterviewIndexPage.objects.first() or InterviewIndexPageFactory(parent=home)
page = interview(index, title="老旧小区怎么改", slug=uuid.uuid4().hex)
sitting = brought_to(page.sitting, State({state!r}))
if sitting.stands.takes_questions:
    asked(sitting, nickname="江边的树")
print(sitting.pk)
"""
READ = """
import json
from interviews.models import Sitting
sitting = Sitting.objects.get(pk={key})
turns = sitting.turns.select_related("speaker", "question")
print(json.dumps([
    [turn.speaker.name, turn.text, turn.part, turn.is_withdrawn] for turn in turns
]))
"""


def made(installation: Installation, state: str = "live") -> int:
    """Make an interview in a state, with a host, a guest and a question; return its key."""
    return int(installation.python(MAKE.format(state=state)).split()[-1])


def recorded(installation: Installation, key: int) -> list[list]:
    """Return speaker, words, part and whether withdrawn of every turn."""
    return json.loads(installation.python(READ.format(key=key)).splitlines()[-1])


def open_console(page: Page, installation: Installation, key: int) -> None:
    page.goto(f"{installation.url}/admin/interviews/console/{key}/")
    expect(page.locator("[data-connection]")).to_have_text("已连接")


def field(page: Page) -> Locator:
    return page.locator("[data-field]")


def say(page: Page, words: str) -> None:
    page.keyboard.insert_text(words)
    page.keyboard.press("Enter")


def turn(page: Page, words: str) -> Locator:
    return page.locator("[data-turns] > li").filter(has_text=words)


def unsent(page: Page) -> Locator:
    return page.locator("[data-unsent] > li")
