"""`/search`: what the portal's own search finds."""

from urllib.parse import quote

import pytest

from search.log import noting
from search.models import QueryDay
from tests.search.town import PROCUREMENT, TOWN, entry, put, put_page


@pytest.fixture(autouse=True)
def nothing_waits():
    noting.forget_waiting()
    yield
    noting.forget_waiting()


def found(program, words: str, more: str = "") -> dict:
    return program.got(f"search?q={quote(words)}{more}")


def titles(program, words: str, more: str = "") -> list[str]:
    return [each["title"] for each in found(program, words, more)["results"]]


def test_it_finds_what_the_page_of_results_finds(program):
    put(*TOWN)
    told = found(program, "政府采购")
    best = next(each for each in told["results"] if each["title"] == PROCUREMENT.title)
    assert best["url"] == f"http://localhost:8000{PROCUREMENT.url}"
    assert (best["kind"], best["department"]) == ("document", "市财政局")
    marked = "".join(each["text"] for each in best["title_pieces"] if each["is_marked"])
    assert marked == "政府采购"
    assert "".join(each["text"] for each in best["title_pieces"]) == best["title"]
    html = program.client.get("/search/", {"q": "政府采购"}).text
    paths = [each["url"].removeprefix("http://localhost:8000") for each in told["results"]]
    places = [html.index(f'href="{path}"') for path in paths]
    assert places == sorted(places)


def test_an_article_leads_to_all_of_it_here(program, article):
    put_page(article)
    [told] = found(program, article.title)["results"]
    assert program.got(told["api_url"])["id"] == article.pk


def test_results_are_narrowed_and_counted(program):
    put(*TOWN)
    told = found(program, "政府采购", "&kind=document&department=市财政局")
    assert told["results"]
    assert all(each["department"] == "市财政局" for each in told["results"])
    counts = {each["value"]: each["number"] for each in told["counts"]["department"]}
    assert counts["市财政局"] == told["total"]


def test_results_are_read_on(program):
    put(*(entry(f"防汛简报第{at}期", key=f"many-{at}") for at in range(7)))
    seen, following = [], f"search?q={quote('防汛')}&limit=3"
    while following:
        told = program.got(following)
        seen += [each["key"] for each in told["results"]]
        following = told["next"]
    assert len(seen) == len(set(seen)) == told["total"] == 7
    assert titles(program, "防汛", "&limit=3&page=9") == []


def test_nothing_found_is_an_answer(program):
    told = found(program, "没有这样的词")
    assert (told["total"], told["results"], told["next"]) == (0, [], None)


def test_whoever_asks_by_an_app_is_counted_as_a_citizen(program):
    put(*TOWN)
    found(program, "政府采购")
    noting.write()
    assert [each.said for each in QueryDay.objects.all()] == ["政府采购"]
