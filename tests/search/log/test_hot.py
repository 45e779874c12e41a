"""Hot words: of many, answered, and nothing that editors hide or nobody should read."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from search.log.hot import hot_words
from search.models import HiddenWord
from tests.search.log.factories import QueryDayFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


def test_only_what_many_ask_and_find_is_hot_the_most_people_first(today):
    QueryDayFactory(day=today, said="公积金", asked=9, askers=6)
    QueryDayFactory(day=today - timedelta(days=1), said="公积金", asked=9, askers=6)
    QueryDayFactory(day=today, said="医保", asked=9, askers=9)
    QueryDayFactory(day=today, said="一人问百遍", asked=100, askers=1)
    for days in range(7):
        QueryDayFactory(day=today - timedelta(days=days), said="一人日日问", askers=1)
    QueryDayFactory(day=today, said="找不到的", asked=9, askers=9, nothing=9)
    QueryDayFactory(day=today, said="张三 ●", asked=9, askers=9)
    QueryDayFactory(day=today, said="12345", asked=9, askers=9)
    QueryDayFactory(day=today - timedelta(days=30), said="上个月", asked=9, askers=9)
    assert hot_words() == ["公积金", "医保"]
    assert hot_words(1) == ["公积金"]


def test_what_editors_hide_is_gone_at_once(client, today, django_assert_num_queries):
    QueryDayFactory(day=today, said="公积金")
    QueryDayFactory(day=today, said="某人")
    assert len(hot_words()) == 2
    HiddenWord.objects.create(said="某人")
    with django_assert_num_queries(1):
        assert hot_words() == ["公积金"]
    response = client.get("/search/hot.json")
    assert response.json() == {"words": ["公积金"]}
    assert not response.cookies


def test_the_fragment_leads_to_a_search(today):
    shown = render_to_string(
        "search/hot_words.html", {"hot_words": ["公积金"], "search_url": "/search/"}
    )
    assert 'href="/search/?q=%E5%85%AC%E7%A7%AF%E9%87%91"' in shown
    assert render_to_string("search/hot_words.html", {"hot_words": []}).strip() == ""
