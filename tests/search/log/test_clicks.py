"""Clicks on results: told by a page of ours, by query and place, without cookies."""

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from search.log import noting
from search.log.clicks import token_of
from search.models import ClickDay, QueryDay

pytestmark = pytest.mark.django_db
URL = "/search/clicked/"


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True, headers={"User-Agent": "Mozilla/5.0"})


def tell(browser: Client, said: str, place: object, **headers: str) -> int:
    told = {"said": said, "place": str(place)}
    response = browser.post(URL, told, headers=headers)
    assert not response.cookies
    return response.status_code


def test_what_was_shown_and_clicked_is_counted(browser):
    token = token_of("公積金 13812345678")
    assert [tell(browser, token, place) for place in (0, 3, 3, 1)] == [204] * 4
    noting.write()
    row = QueryDay.objects.get()
    assert (row.said, row.asked, row.shown, row.clicked) == ("公积金 ●", 0, 1, 3)
    assert set(ClickDay.objects.values_list("place", "clicks")) == {(3, 2), (1, 1)}


@pytest.mark.parametrize(
    ("said", "place"),
    [("公积金", 1), ("公积金:forged", 1), ("", 1), (None, -1), (None, 100_000), (None, "x")],
)
def test_nobody_writes_words_or_places_of_their_own(browser, said, place):
    assert tell(browser, token_of("公积金") if said is None else said, place) == 400
    noting.write()
    assert not QueryDay.objects.exists()


def test_other_sites_robots_and_whoever_clicks_too_often_are_answered_and_not_counted(
    browser, settings
):
    settings.SEARCH_LOG = {**settings.SEARCH_LOG, "clicks_a_minute": 2}
    token = token_of("公积金")
    tell(browser, token, 1, **{"Sec-Fetch-Site": "cross-site"})
    tell(browser, token, 1, **{"User-Agent": "Bytespider"})
    assert [tell(browser, token, 1) for _ in range(5)] == [204] * 5
    noting.write()
    assert QueryDay.objects.get().clicked == 2


def test_only_a_beacon_may_tell(browser):
    assert browser.get(URL).status_code == 405
    assert reverse("search_log:clicked") == URL


def test_a_page_carries_the_proof_unless_nothing_is_counted():
    template = Template("{% load search_log %}<ol {% counts_clicks said 11 %}>")
    page = template.render(Context({"said": "公积金"}))
    assert f'data-said="{token_of("公积金")}"' in page
    assert 'data-counts-clicks="/search/clicked/" ' in page
    assert 'data-first="11"' in page
    assert template.render(Context({"said": "13812345678"})) == "<ol >"
