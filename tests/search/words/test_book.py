"""The words in force: what is shipped and what editors say, the same in every process at once."""

import pytest
from django.db import transaction

from search.models import Synonym
from search.words.book import current, synonyms
from search.words.shipped import SHIPPED
from tests.search.words.factories import BestBetFactory, SynonymFactory

pytestmark = pytest.mark.django_db


def ways(word: str) -> set[str]:
    return {" ".join(way.words) for way in synonyms().of(word)}


def test_what_editors_say_holds_with_the_next_query_and_ends_with_it():
    assert ways("囡囡") == set()
    synonym = SynonymFactory(said="囡囡\n小囡", meant="托幼\n未成年人 保护")
    assert ways("囡囡") == ways("小囡") == {"托幼", "未成年人 保护"}
    assert ways("托幼") == set()
    synonym.both_ways, synonym.meant = True, "託幼"
    synonym.save()
    assert ways("托幼") == {"囡囡", "小囡"}
    synonym.delete()
    assert ways("囡囡") == set()


def test_what_is_shipped_stays_beside_what_editors_add():
    word = next(iter(SHIPPED))
    shipped = ways(word)
    SynonymFactory(said=word, meant="别的说法")
    assert ways(word) == shipped | {"别的说法"}


def test_an_unchanged_book_costs_one_query_and_is_the_same_object(django_assert_num_queries):
    SynonymFactory()
    BestBetFactory()
    book = current()
    with django_assert_num_queries(1):
        assert current() is book


def test_a_change_that_is_rolled_back_was_never_in_force():
    SynonymFactory(said="娃娃", meant="儿童")
    before = ways("娃娃")
    with pytest.raises(RuntimeError), transaction.atomic():
        SynonymFactory(said="娃娃", meant="错误")
        assert "错误" in ways("娃娃")
        raise RuntimeError
    assert ways("娃娃") == before
    # The next change is not taken for the one that was rolled back.
    SynonymFactory(said="娃娃", meant="幼儿")
    assert ways("娃娃") == {"儿童", "幼儿"}
    assert Synonym.objects.count() == 2


def test_a_change_that_other_processes_would_not_hear_of_is_not_made(monkeypatch):
    synonym = SynonymFactory(said="娃娃", meant="儿童")

    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr("search.models.words.WordsEdition.begin", broken)
    with pytest.raises(RuntimeError):
        SynonymFactory(said="囡囡", meant="儿童")
    with pytest.raises(RuntimeError):
        synonym.delete()
    assert list(Synonym.objects.values_list("said", flat=True)) == ["娃娃"]
