"""The demo's words: there once, they do what they say, and somebody owes answers."""

import pytest

from search.demo import BEST_BETS, FUND, SYNONYMS, TEA, TRAIL, write
from search.models import ExampleQuery, OwedQuery, QueryDay
from search.words.examples import check_all
from tests.search.town import entry, put

pytestmark = pytest.mark.django_db


def test_the_demos_words_are_written_once_and_their_examples_hold():
    put(entry(FUND), entry(TEA, text="老茶树"), entry(TRAIL, text="望潮大桥慢行系统"))

    assert write() == len(SYNONYMS) + len(BEST_BETS) - 1
    asked = QueryDay.objects.count()
    assert write() == 0

    assert QueryDay.objects.count() == asked
    assert ExampleQuery.objects.count() == 3
    assert [each.example.said for each in check_all() if each.fails] == []
    assert all(each.now.ndcg > 0.9 for each in check_all())
    assert OwedQuery.objects.filter(said="居住证怎么办").exists()
