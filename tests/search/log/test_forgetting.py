"""What is forgotten: what one person asked, soon; everything, in the end."""

from datetime import timedelta

import pytest

from search.log.forgetting import forget
from search.models import ClickDay, QueryDay
from tests.search.log.factories import MONDAY, QueryDayFactory

pytestmark = pytest.mark.django_db


def test_rare_queries_go_after_days_and_all_after_a_year():
    QueryDayFactory(said="张三的案子", asked=4, askers=1)
    QueryDayFactory(said="公积金", asked=1, askers=1)
    QueryDayFactory(said="公积金", day=MONDAY + timedelta(days=9), askers=5)
    # One person a day may be the same each day.
    for days in range(3):
        QueryDayFactory(said="李四的案子", day=MONDAY + timedelta(days=days), askers=1)
    ClickDay.objects.create(day=MONDAY, said="张三的案子", place=1, clicks=1)
    ClickDay.objects.create(day=MONDAY, said="公积金", place=1, clicks=1)
    forget(MONDAY + timedelta(days=10))
    assert QueryDay.objects.count() == 6
    assert forget(MONDAY + timedelta(days=20)) == 4
    assert set(QueryDay.objects.values_list("said", flat=True)) == {"公积金"}
    assert set(ClickDay.objects.values_list("said", flat=True)) == {"公积金"}
    assert forget(MONDAY + timedelta(days=1000)) == 2
    assert not ClickDay.objects.exists()
