"""Whoever writes at the same time, nothing is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from search.index import tidying, verifying
from search.index.columns import columns_of
from search.index.writing import store
from search.models import Indexed
from search.models.index import Shelf
from tests.search.entries import entry, found, with_small_blocks

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, TIMES = 4, 12


def test_writers_at_once_lose_nothing(monkeypatch):
    with_small_blocks(monkeypatch)
    together = threading.Barrier(WRITERS)

    def write(writer: int) -> None:
        try:
            together.wait(30)
            for time in range(TIMES):
                own = [entry(f"{writer}-{time}-{n}", f"{writer}号第{time}次噪声") for n in range(3)]
                store({f"book:{writer}-{time}": own})
                store({"book:shared": [entry("shared", f"{writer}号公积金{time}")]})
                if time % 3:
                    store({f"book:{writer}-{time - 1}": []})
                columns_of(Shelf.PUBLIC)
                if time % 5 == 4:
                    tidying.tidy()
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))

    kept = sum(3 for time in range(TIMES) if time == TIMES - 1 or (time + 1) % 3 == 0) * WRITERS
    assert Indexed.objects.count() == kept + 1
    assert found("噪声").total == kept
    assert found("公积金").total == 1
    assert list(verifying.differences()) == []
