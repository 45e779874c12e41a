"""What public pages ask the database: few questions, and as many in a large town as in a small."""

from collections.abc import Iterator
from itertools import islice

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import ArticlePage, ColumnPage
from interviews.models import InterviewPage
from subsites.models import SubsitePage
from tests.doors.addresses import ADDRESSES, Door, path_of, routed
from tests.doors.marks import body_of
from tests.doors.public_town import begin_interview, committed, public_town, publish
from tests.doors.town import Thing, Town

MOST = 15
# An interview with its record, its people, its pictures and its questions, while it is live.
MOST_OF_AN_INTERVIEW = 20
# They are files, or no answer to readers: the more there is, the more they may ask.
NOT_PAGES = {Door.EXPORT, Door.PAYLOAD, Door.DOCUMENT, Door.RENDITION}


@pytest.fixture
def town(db, settings) -> Town:
    town = public_town(settings)
    publish(town, grow(town))
    begin_interview(town)
    return town


def grow(town: Town) -> list[Thing]:
    """Have more of what towns have most of; return what is new."""
    before = len(town.things)
    for thing in list(town.things):
        if thing.model is ColumnPage:
            for place in (thing, town.write(ColumnPage, thing.page)):
                for _each in range(2):
                    town.write(ArticlePage, place.page)
        if thing.model is SubsitePage:
            town.write(SubsitePage, thing.page.get_parent())
    return town.things[before:]


def addresses(town: Town) -> Iterator[str]:
    for name, (door, urls) in ADDRESSES.items():
        if door not in NOT_PAGES:
            yield from islice(urls(town.things), None if name == "wagtail_serve" else 2)
    for thing in town.things:
        yield from (url for door, url in routed(thing) if door not in NOT_PAGES)
        if thing.model is ColumnPage:
            yield f"{path_of(thing)}?page=2"


def queries_of(url: str) -> int:
    """Count what is asked for a page that somebody has seen, with nothing kept."""
    visitor = Client(raise_request_exception=False)
    body_of(visitor.get(url))
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        body_of(visitor.get(url))
    return len(asked)


def test_no_page_asks_much_and_none_asks_more_in_a_larger_town(town):
    few = {url: queries_of(url) for url in dict.fromkeys(addresses(town))}
    publish(town, committed(grow, town))
    many = {url: queries_of(url) for url in few}
    interview = next(path_of(thing) for thing in town.things if thing.model is InterviewPage)
    assert many.pop(interview) <= MOST_OF_AN_INTERVIEW
    assert {url: number for url, number in many.items() if number > MOST} == {}
    assert {url: (few[url], many[url]) for url in many if few[url] < many[url]} == {}
