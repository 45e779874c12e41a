"""The weekly task: what is owed to whom, once, until it is found or answered."""

from datetime import timedelta

import pytest

from search.log import weekly
from search.log.settling import reopen, settle
from search.models import OwedQuery, SearchTask
from tests.search.log.factories import MONDAY, QueryDayFactory

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
NEXT = MONDAY + WEEK
State, Answer = OwedQuery.State, OwedQuery.Answer


def listed() -> dict[str, dict[str, str]]:
    return {
        task.department: dict(task.queries.values_list("said", "trouble"))
        for task in SearchTask.objects.all()
    }


def test_each_department_gets_what_it_owes_and_the_main_editors_what_is_nobodys():
    QueryDayFactory(said="取水证", department="水务局", nothing=10)
    QueryDayFactory(said="河长", department="水务局", shown=6, clicked=0)
    QueryDayFactory(said="夜市", nothing=10)
    # These owe nothing: found and clicked, not seen where clicks count, asked by one, masked.
    QueryDayFactory(said="公积金", shown=6, clicked=2)
    QueryDayFactory(said="医保", shown=0, clicked=0)
    QueryDayFactory(said="张三的案子", askers=1, nothing=10)
    for days in range(7):
        QueryDayFactory(said="李四的案子", day=MONDAY + timedelta(days=days), askers=1, nothing=10)
    QueryDayFactory(said="电话 ●", nothing=10)
    QueryDayFactory(said="上周的", day=MONDAY - timedelta(days=1), nothing=10)
    assert weekly.make(NEXT) == 3
    expected = {"水务局": {"取水证": "nothing", "河长": "no_click"}, "": {"夜市": "nothing"}}
    assert listed() == expected
    assert set(SearchTask.objects.values_list("week", flat=True)) == {MONDAY}
    # Any number of times, on any day of the week.
    assert weekly.make(NEXT + timedelta(days=3)) == 0
    assert listed() == expected


def test_what_waits_is_not_listed_twice_and_what_was_declined_not_for_a_quarter(admin_user):
    for week in range(14):
        QueryDayFactory(said="夜市", day=MONDAY + week * WEEK, nothing=10)
    weekly.make(NEXT)
    weekly.make(NEXT + WEEK)
    query = OwedQuery.objects.get()
    settle(query, Answer.NOT_PUBLIC, admin_user)
    weekly.make(NEXT + 12 * WEEK)
    assert OwedQuery.objects.count() == 1
    weekly.make(NEXT + 13 * WEEK)
    assert OwedQuery.objects.count() == 2


def test_a_query_closes_by_itself_when_it_finds_what_is_clicked_the_week_after():
    QueryDayFactory(said="夜市", nothing=10)
    QueryDayFactory(said="灯会", nothing=10)
    weekly.make(NEXT)
    QueryDayFactory(said="夜市", day=NEXT, shown=5, clicked=2)
    QueryDayFactory(said="灯会", day=NEXT, shown=5, clicked=0)
    weekly.make(NEXT + WEEK)
    states = dict(OwedQuery.objects.values_list("said", "state"))
    assert states == {"夜市": State.DONE, "灯会": State.OPEN}
    closed = OwedQuery.objects.get(said="夜市")
    assert (closed.answer, closed.settled_by) == (Answer.OBSERVED, None)


def test_what_a_department_declines_as_not_its_own_goes_to_the_main_editors(admin_user):
    QueryDayFactory(said="取水证", department="水务局", nothing=10)
    weekly.make(NEXT)
    query = OwedQuery.objects.get()
    settle(query, Answer.NOT_OURS, admin_user)
    assert query.state == State.DECLINED
    passed_on = OwedQuery.objects.get(task__department="")
    assert (passed_on.said, passed_on.state) == ("取水证", State.OPEN)
    settle(passed_on, Answer.BEST_BET, admin_user)
    assert (passed_on.state, passed_on.settled_by) == (State.DONE, admin_user)
    reopen(passed_on)
    assert (passed_on.state, passed_on.answer) == (State.OPEN, "")
    with pytest.raises(ValueError, match="no such answer"):
        settle(passed_on, Answer.OBSERVED, admin_user)
