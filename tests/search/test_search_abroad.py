"""A search outside its page: feeds of it, suggestions as JSON, browsers' search bars."""

import json
import re
from datetime import date
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree

from tests.search.town import BOARD, OLD_PROCUREMENT, PROCUREMENT, TOWN, entry, put

ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture(autouse=True)
def town(home, settings):
    settings.PUBLIC_URL = "https://yunting.example"
    put(*TOWN)


def read(client, address: str, **asked) -> Element:
    return ElementTree.fromstring(client.get(address, asked).content)


def test_a_search_is_a_feed_the_newest_first(client):
    feed = read(client, "/search/feed/", q="政府采购")
    entries = feed.findall(f"{ATOM}entry")
    assert [each.findtext(f"{ATOM}title") for each in entries] == [
        each.title for each in (BOARD, PROCUREMENT, OLD_PROCUREMENT)
    ]
    assert entries[0].find(f"{ATOM}link").get("href") == f"https://yunting.example{BOARD.url}"
    assert entries[0].findtext(f"{ATOM}updated") == "2026-04-01T00:00:00+08:00"
    assert entries[1].findtext(f"{ATOM}author/{ATOM}name") == "市财政局"
    assert "政府采购" in feed.findtext(f"{ATOM}title")


def test_it_keeps_the_filters_and_is_there_as_rss(client):
    feed = read(client, "/search/feed/rss/", q="政府采购", department="市教育局", page="9")
    assert [each.text for each in feed.findall("channel/item/title")] == [BOARD.title]
    assert "department=" in feed.findtext("channel/link")


def test_who_has_it_already_is_told_so_until_anything_changes(client):
    def status(tag: str) -> int:
        answer = client.get("/search/feed/", {"q": "政府采购"}, headers={"If-None-Match": tag})
        return answer.status_code

    first = client.get("/search/feed/", {"q": "政府采购"})
    assert "Last-Modified" not in first
    assert status(first["ETag"]) == 304
    put(entry("政府采购旧闻补录", day=None), owner="town:2")
    assert status(first["ETag"]) == 200
    put(owner="town:2")
    assert status(first["ETag"]) == 304
    put(*TOWN[1:])
    assert status(first["ETag"]) == 200


def test_it_holds_the_newest_twenty_and_asks_once(client, django_assert_num_queries):
    days = [date(2020, 1, at) for at in range(1, 31)]
    put(*(entry(f"简报{day}", key=str(day), day=day) for day in days), owner="town:2")
    client.get("/search/feed/", {"q": "简报"})
    with django_assert_num_queries(QUERIES):
        told = client.get("/search/feed/", {"q": "简报"}).content.decode()
    assert re.findall(r"简报(2020-01-\d\d)</title>", told) == [
        str(day) for day in reversed(days[10:])
    ]


# The words in force, the index's changes, terms, titles, texts, and what is shown.
QUERIES = 6


@pytest.mark.parametrize("day", [date.min, date.max])
def test_whatever_entries_say_has_a_feed(client, day):
    put(entry("采购\x0b办法\uffff", text="正文\x0c正文", department="市\x01局", day=day))
    for address in ("/search/feed/", "/search/feed/rss/"):
        assert "采购 办法" in client.get(address, {"q": "采购"}).content.decode()
        assert read(client, address, q="采购") is not None


@pytest.mark.parametrize("words", ["", "\x07", '"', "采购\uffff", "政" * 5000])
def test_any_words_have_a_feed(client, words):
    for address in ("/search/feed/", "/search/feed/rss/"):
        assert read(client, address, q=words) is not None


def test_suggestions_are_what_browsers_understand(client):
    response = client.get("/search/suggest/", {"q": "zfcg"})
    words, titles = json.loads(response.content)
    assert words == "zfcg"
    assert OLD_PROCUREMENT.title in titles
    assert "max-age=" in response["Cache-Control"]
    assert json.loads(client.get("/search/suggest/").content) == ["", []]


def test_browsers_are_told_how_to_search_here(client):
    described = read(client, "/search/opensearch.xml")
    assert described.findtext(f"{OPENSEARCH}ShortName") == "云汀市人民政府"
    templates = {
        each.get("type"): each.get("template") for each in described.findall(f"{OPENSEARCH}Url")
    }
    assert templates["text/html"] == "https://yunting.example/search/?q={searchTerms}"
    assert "/search/suggest/?q=" in templates["application/x-suggestions+json"]
