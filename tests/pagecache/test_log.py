"""The log of changes as processes read it."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from pagecache import triggers
from pagecache.log import Log
from pagecache.models import Change
from pagecache.tasks import forget_changes
from pagecache.touching import touch


@pytest.mark.django_db
def test_all_triggers_are_there_after_migrate():
    assert triggers.missing() == []


@pytest.mark.django_db
def test_what_was_begun_before_a_change_was_read_is_right_no_more():
    log = Log()
    begun = log.look()
    touch("page:1")
    log.look()
    assert not log.is_right(begun, ["page:1"])
    assert log.is_right(begun, ["page:2"])
    assert log.is_right(log.number, ["page:1"])


@pytest.mark.django_db
def test_past_too_many_names_nothing_is_known_to_be_right(monkeypatch):
    monkeypatch.setattr("pagecache.log.MOST_TAGS", 3)
    log = Log()
    begun = log.look()
    touch(*(f"page:{number}" for number in range(5)))
    log.look()
    assert not log.is_right(begun, ["page:99"])
    assert log.is_right(log.number, ["page:1"])


@pytest.mark.django_db(transaction=True)
def test_who_commits_late_is_seen_though_later_keys_were_read_before():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time: keys become visible in their order")
    log = Log()
    begun = log.look()
    has_written, may_commit = threading.Event(), threading.Event()

    def slowly() -> None:
        try:
            with transaction.atomic():
                touch("page:slow")
                has_written.set()
                may_commit.wait(10)
        finally:
            connection.close()

    slow = threading.Thread(target=slowly)
    slow.start()
    has_written.wait(10)
    touch("page:quick")
    log.look()
    assert not log.is_right(begun, ["page:quick"])
    assert log.is_right(begun, ["page:slow"])
    may_commit.set()
    slow.join()
    log.look()
    assert not log.is_right(begun, ["page:slow"])
    number = log.number
    assert log.look() == number, "nothing is read twice"


@pytest.mark.django_db
def test_what_all_have_long_read_is_forgotten():
    touch("page:1", "page:2")
    Change.objects.filter(tag="page:1").update(at=timezone.now() - timedelta(days=2))
    forget_changes()
    left = set(Change.objects.values_list("tag", flat=True))
    assert "page:2" in left
    assert "page:1" not in left
    assert forget_changes() == 0
