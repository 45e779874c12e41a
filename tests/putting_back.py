"""SQLite's file put back after a test that commits: emptying every table takes half a second."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from unittest import mock

from django.db import connection
from django.test import TransactionTestCase

PATIENCE = 10.0


@contextmanager
def put_back(copy: Path) -> Iterator[None]:
    """Have the database, kept in `copy`, be as it is now after every test that commits."""
    with closing(sqlite3.connect(copy)) as kept:
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as now:
            now.backup(kept)

        def put_back_now(_case: TransactionTestCase) -> None:
            connection.ensure_connection()
            kept.backup(connection.connection, progress=_at_most(PATIENCE))

        with mock.patch.object(TransactionTestCase, "_fixture_teardown", put_back_now):
            yield


def _at_most(seconds: float) -> Callable[[int, int, int], None]:
    """Return what ends a backup that waits for somebody's lock; it would wait for ever."""
    end = time.monotonic() + seconds

    def look(_status: int, _remaining: int, _total: int) -> None:
        if time.monotonic() > end:
            raise TimeoutError("somebody still holds the database of this test")

    return look
