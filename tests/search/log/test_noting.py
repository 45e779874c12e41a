"""Counting searches: by query and day, never by whom, and never at a reader's cost."""

import threading
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection

from search.log import noting, visitors
from search.models import ClickDay, QueryDay
from tests.search.log.factories import search
from tests.search.town import entry, put


def kept_rows() -> dict[str, tuple[int, ...]]:
    noting.write()
    return {row.said: (row.asked, row.askers, row.nothing) for row in QueryDay.objects.all()}


@pytest.mark.django_db
class TestCounting:
    def test_the_same_query_of_many_is_one_row_a_day(self):
        search("公积金", "198.51.100.1")
        search("公積金", "198.51.100.2")
        search("没有的词", "198.51.100.2", total=0)
        assert kept_rows() == {"公积金": (2, 2, 0), "没有的词": (1, 1, 1)}
        search(" 公积金", "198.51.100.3")
        assert kept_rows()["公积金"] == (3, 3, 0)

    def test_one_person_who_asks_again_is_one_asker(self):
        for _ in range(3):
            search("公积金")
        assert kept_rows() == {"公积金": (3, 1, 0)}

    def test_to_read_on_is_not_to_ask_again(self):
        search("公积金", page=2)
        assert kept_rows() == {}

    def test_a_query_is_of_the_department_of_its_best_result_or_the_one_narrowed_by(self):
        put(entry("取水许可", department="发改委"))
        search("公积金", department="住建局")
        search("取水", department="水务局", narrowed="发改委")
        search("公积金", "198.51.100.9", total=0)
        noting.write()
        assert dict(QueryDay.objects.values_list("said", "department")) == {
            "公积金": "住建局",
            "取水": "发改委",
        }

    def test_nobody_writes_a_department_of_their_own(self):
        search("取水", department="水务局", narrowed="张三 13812345678")
        search("打井", narrowed="张三 13812345678")
        noting.write()
        departments = dict(QueryDay.objects.values_list("said", "department"))
        assert departments == {"取水": "水务局", "打井": ""}

    def test_a_robot_is_not_counted_whether_it_says_so_or_not(self, settings):
        settings.SEARCH_LOG = {**settings.SEARCH_LOG, "searches_a_minute": 2}
        search("公积金", agent="Baiduspider/2.0")
        for number in range(5):
            search(f"第{number}个词")
        search("医保", "203.0.113.5")
        assert set(kept_rows()) == {"第0个词", "第1个词", "医保"}

    def test_nothing_is_kept_that_tells_who_asked(self):
        address, agent = "198.51.100.77", "Mozilla/5.0 (Karls Telefon)"
        search("张三 13812345678 电话", address, agent=agent)
        noting.write()
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM search_queryday")
            written = str(cursor.fetchall())
        assert "张三" in written
        assert not any(each in written for each in (address, "Karls", "13812345678"))


@pytest.mark.django_db
class TestCost:
    def test_to_count_asks_the_database_nothing_and_one_statement_writes_it_all(
        self, django_assert_num_queries
    ):
        with django_assert_num_queries(0):
            for number in range(20):
                search(f"第{number}个词")
        with django_assert_num_queries(3) as asked:  # with the beginning and the end
            noting.write()
        assert sum("INSERT" in each["sql"] for each in asked.captured_queries) == 1
        assert QueryDay.objects.count() == 20

    def test_it_is_written_when_a_request_is_over_and_it_has_waited(self, client, settings):
        search("公积金")
        client.get("/search/hot.json")
        assert QueryDay.objects.count() == 0
        settings.SEARCH_LOG = {"write_seconds": 0}
        client.get("/search/hot.json")
        assert QueryDay.objects.count() == 1

    def test_whatever_breaks_the_reader_gets_results(self, settings, caplog):
        settings.SEARCH_VISITOR = "no.such.callable"
        search("公积金")
        assert "not counted" in caplog.text
        noting.note_click("公积金", 1)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE search_clickday RENAME TO elsewhere")
        noting.write()
        assert "could not be written" in caplog.text
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO search_clickday")

    def test_a_flood_of_new_queries_does_not_fill_the_memory(self, monkeypatch):
        monkeypatch.setattr(noting, "MOST_WAITING", 3)
        for number in range(10):
            search(f"第{number}个词")
        search("第1个词")
        assert len(kept_rows()) == 3


@pytest.mark.django_db(transaction=True)
def test_several_processes_add_up(monkeypatch):
    """Each thread stands for a process: it has its own counts and its own connection."""
    day = date(2026, 3, 2)

    def process() -> None:
        try:
            for _ in range(5):
                own = noting._Waiting()
                for said in ("公积金", "医保", "社保"):
                    own.add(day, said, asked=1)
                    own.add_click(day, said, 1)
                noting.write(own)
        finally:
            connection.close()

    threads = [threading.Thread(target=process) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(QueryDay.objects.values_list("asked", "clicked")) == {(15, 15)}
    assert set(ClickDay.objects.values_list("place", "clicks")) == {(1, 15)}


def test_the_cache_knows_nobody_either():
    assert visitors.asks_first("198.51.100.7", "公积金", date(2026, 3, 2))
    assert not visitors.asks_first("198.51.100.7", "公积金", date(2026, 3, 2))
    assert visitors.asks_first("198.51.100.7", "公积金", date(2026, 3, 3))
    keys = str(getattr(cache, "_cache", ""))
    assert "198.51.100.7" not in keys
