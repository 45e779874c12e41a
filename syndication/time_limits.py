"""Limits to what the database may cost whoever has somebody waiting."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection, transaction

# SQLite counts in steps of its virtual machine; this many take well under a millisecond.
STEPS = 10_000


@contextmanager
def read_within(seconds: float) -> Iterator[None]:
    """Run queries that end with OperationalError once `seconds` are over, all together.

    On SQLite nothing waits here for a writer, since no transaction is begun.
    """
    end = time.monotonic() + seconds
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.execute_wrapper(_rest_of(end)):
            yield
            _no_limit()
    else:
        connection.ensure_connection()
        raw = connection.connection
        raw.set_progress_handler(lambda: time.monotonic() > end, STEPS)
        try:
            yield
        finally:
            raw.set_progress_handler(None, STEPS)


@contextmanager
def write_within(seconds: float) -> Iterator[None]:
    """Run a transaction that ends with OperationalError where it would wait longer for others."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            _limit(seconds)
            yield
            _no_limit()
    else:
        with connection.cursor() as cursor:
            usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
            cursor.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")
            try:
                with transaction.atomic():
                    yield
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {usual}")


def _rest_of(end: float) -> Callable[..., Any]:
    def execute(
        call: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        left = end - time.monotonic()
        if left <= 0:
            raise OperationalError("out of time")
        # The driver's own cursor: the wrapper must not see this statement.
        context["cursor"].cursor.execute(
            f"SET LOCAL statement_timeout = {max(1, int(left * 1000))}"
        )
        return call(sql, params, many, context)

    return execute


def _limit(seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = {round(seconds * 1000)}")


def _no_limit() -> None:
    """Matters only where the transaction is somebody else's and goes on."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout TO DEFAULT")
