"""Reading the index as it was at one moment, whatever others write meanwhile."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from search.index import tables

_thread = threading.local()


@contextmanager
def one_moment() -> Iterator[None]:
    """Let everything that is read inside be of the same moment: nothing may be written.

    Inside a transaction it is for that transaction to say what it sees. Readers wait for nobody
    and hold up nobody.
    """
    if connection.in_atomic_block or getattr(_thread, "reads", False):
        yield
        return
    tables.changing()  # forgets what this thread wrote in a transaction that is over
    _thread.reads = True
    try:
        with _snapshot():
            yield
    finally:
        _thread.reads = False


@contextmanager
def _snapshot() -> Iterator[None]:
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # Not by `atomic`: our transactions on SQLite are those of writers, and wait for each other.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
