"""No link of the portal leads nowhere."""

import pytest
from django.test import Client
from wagtail.models import Page

from subsites.models import SubsitePage
from tests.public_face.links import Answer, Crawl

pytestmark = pytest.mark.long

ORIGIN = "http://localhost:8000"


def as_reader(url: str) -> Answer:
    answer = Client(headers={"host": "localhost:8000"}).get(url)
    kind = answer.get("Content-Type", "")
    # Also what streams has to be made: nothing may fail behind the first bytes.
    body = answer.getvalue()
    text = body.decode("utf-8", "replace") if kind.startswith("text/html") else ""
    return Answer(answer.status_code, kind, text, answer.get("Location", ""))


def test_every_address_and_every_anchor_that_pages_name_is_there(town):
    crawl = Crawl(as_reader, ORIGIN)
    crawl.run()
    assert crawl.faults == []
    # Sub-sites are led to from their departments, which this town has none of.
    pages = {thing.page.url for thing in town.things if not _is_in_a_subsite(thing.page)}
    assert pages - set(crawl.answers) == set(), "pages that no other leads to"


def _is_in_a_subsite(page: Page) -> bool:
    return page.get_ancestors(inclusive=True).type(SubsitePage).exists()


def test_what_is_dead_would_be_noticed():
    portal = {
        "/": '<a href="/a#here">甲</a> <a href="/a#gone">乙</a> <img src="/no.png" alt="">',
        "/a": '<p id="here">丙</p>',
    }

    def get(url: str) -> Answer:
        return Answer(200 if url in portal else 404, "text/html", portal.get(url, ""))

    crawl = Crawl(get, ORIGIN)
    crawl.run()
    assert crawl.faults == ["404 at /no.png, named by /", "no #gone in /a, named by /"]
