"""Every endpoint, asked in a town with a page of every type, holds to its description."""

from urllib.parse import quote

import pytest
from django.core.cache import cache

from api.endpoints import ENDPOINTS
from home.models import ArticlePage, ColumnPage, HomePage
from tests.doors.test_doors import committed, publish_all
from tests.doors.town import Town, full_town


@pytest.fixture
def town(db, settings) -> Town:
    settings.SEARCH_LOOKS_AT_ONCE = True
    cache.clear()
    town = committed(full_town)
    publish_all(town)
    return town


def urls(town: Town) -> dict[str, list[str]]:
    of = {
        model: [thing for thing in town.things if issubclass(thing.model, model)]
        for model in (ArticlePage, ColumnPage, HomePage)
    }
    homes = [f"site={thing.pk}" for thing in of[HomePage]]
    places = [*homes, *(f"column={thing.pk}" for thing in of[ColumnPage])]
    return {
        "index": [""],
        "description": ["openapi.json"],
        "problems": ["problems"],
        "sites": ["sites", "sites?limit=1"],
        "columns": ["columns", *(f"columns?{home}" for home in homes)],
        "articles": ["articles", "articles?kind=document", *(f"articles?{at}" for at in places)],
        "article": [f"articles/{thing.pk}" for thing in of[ArticlePage]],
        "documents": ["documents", *(f"documents?{at}" for at in places)],
        "interviews": ["interviews", "interviews?limit=1"],
        "search": [f"search?q={quote(thing.key_word)}" for thing in town.things],
    }


def test_every_answer_is_as_described(town, program):
    asked = urls(town)
    assert set(asked) == {each.name for each in ENDPOINTS}
    for each in asked.values():
        for url in each:
            program.got(url)


def test_everything_in_the_town_is_told(town, program):
    articles = {thing.pk for thing in town.things if issubclass(thing.model, ArticlePage)}
    assert {each["id"] for each in program.all_of("articles", "articles?limit=1")} == articles
    assert len(program.got("documents")["documents"]) == 1
    assert len(program.got("interviews")["interviews"]) == 1
    assert len(program.got("sites")["sites"]) == 2
    assert all(program.got(url)["results"] for url in urls(town)["search"])
