"""Best bets: for which queries, for how long, and never for what is gone."""

from datetime import date

import pytest

from search.models import BestBet
from search.words.best_bets import best_bets_for
from search.words.book import current
from tests.search.words.factories import BestBetFactory, put, withdraw

pytestmark = pytest.mark.django_db


def titles(said: str, today: date | None = None) -> list[str]:
    return [bet.title for bet in best_bets_for(said, today=today)]


@pytest.mark.parametrize(
    ("match", "shown_for", "not_for"),
    [
        (BestBet.Match.EQUALS, ["公积金", " 公積金 ", "公 积 金"], ["公积金贷款", "贷款"]),
        (BestBet.Match.BEGINS, ["公积金", "公积金贷款"], ["住房公积金", "公积"]),
        (BestBet.Match.CONTAINS, ["住房公积金怎么提取", "公积金"], ["公积", ""]),
    ],
)
def test_it_is_shown_for_its_queries_however_they_are_written(match, shown_for, not_for):
    BestBetFactory(queries="公积金", match=match)
    assert [titles(said) for said in shown_for] == [["公积金管理中心"]] * len(shown_for)
    assert [titles(said) for said in not_for] == [[]] * len(not_for)


def test_it_is_shown_from_its_first_day_to_its_last():
    BestBetFactory(valid_from=date(2026, 3, 1), valid_until=date(2026, 3, 31))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]
    assert [bool(titles("公积金", day)) for day in days] == [False, True, True, False]


def test_it_ends_when_its_target_is_withdrawn_and_begins_again_with_it():
    (key,) = put("公积金提取指南")
    BestBetFactory(key=key, address="/old/", title="", note="三个工作日办结")
    (bet,) = best_bets_for("公积金")
    assert (bet.title, bet.note) == ("公积金提取指南", "三个工作日办结")
    assert bet.url != "/old/"
    assert not bet.is_elsewhere
    withdraw(key)
    assert best_bets_for("公积金") == []
    put("公积金提取指南")
    assert titles("公积金") == ["公积金提取指南"]


def test_the_number_of_database_queries_does_not_grow(django_assert_num_queries):
    for title in ("公积金提取", "公积金贷款", "公积金查询"):
        (key,) = put(title)
        BestBetFactory(key=key, title="")
    book = current()
    with django_assert_num_queries(1):
        assert len(best_bets_for("公积金", book)) == 3
    with django_assert_num_queries(0):
        best_bets_for("没有的", book)
