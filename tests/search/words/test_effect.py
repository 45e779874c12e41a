"""What a change does to examples, told before it is made."""

import pytest

from search.models import ExampleQuery, Synonym
from search.words.effect import effect_of
from search.words.examples import check_all
from tests.search.words.factories import (
    BestBetFactory,
    ExampleFactory,
    SynonymFactory,
    put,
    withdraw,
)

pytestmark = pytest.mark.django_db


def test_a_synonym_leads_its_example_to_what_is_wanted_and_nothing_is_saved():
    put("儿童入园办法", "养老服务办法")
    example = ExampleQuery(said="娃娃入园", wanted={"a:儿童入园办法": 3})
    effect = effect_of(Synonym(said="娃娃", meant="儿童"), [example])
    (shift,) = effect.shifts
    assert shift.is_own
    assert shift.after.ndcg == 1
    assert shift.after.place("a:儿童入园办法") == 1
    assert Synonym.objects.count() == ExampleQuery.objects.count() == 0


def test_only_examples_that_the_change_touches_are_shown():
    put("儿童入园办法")
    ExampleFactory(said="养老")
    touched = ExampleFactory(said="娃娃上学", wanted={"a:儿童入园办法": 3})
    effect = effect_of(Synonym(said="娃娃", meant="儿童"), [])
    assert [shift.example for shift in effect.shifts] == [touched]


def test_a_best_bet_pushes_others_down_and_the_examples_say_which():
    put("公积金贷款")
    ExampleFactory(said="公积金贷款", wanted={"a:公积金贷款": 3}, ndcg=1.0)
    bet = BestBetFactory.build(queries="公积金", match="contains")
    effect = effect_of(bet, [])
    (shift,) = effect.worse_others
    assert shift.before.ndcg == 1
    assert shift.after.ndcg < 1
    (first, second) = shift.moves
    assert first.before is None
    assert first.line.is_best_bet
    assert (second.place, second.before, second.rises) == (2, 1, -1)


def test_without_a_word_its_examples_are_no_longer_asked_but_others_are():
    put("儿童入园办法")
    word = SynonymFactory()
    ExampleFactory(said="娃娃入园", synonym=word, wanted={"a:儿童入园办法": 3}, ndcg=1.0)
    other = ExampleFactory(said="娃娃上幼儿园", wanted={"a:儿童入园办法": 3}, ndcg=1.0)
    effect = effect_of(word, [], gone=True)
    assert [shift.example for shift in effect.shifts] == [other]


def test_examples_fail_when_what_they_want_is_no_longer_found():
    (key,) = put("犬只登记办法")
    good = ExampleFactory(said="犬只登记", wanted={key: 3}, ndcg=1.0)
    assert [(each.example, each.fails) for each in check_all()] == [(good, False)]
    withdraw(key)
    assert [each.fails for each in check_all()] == [True]
