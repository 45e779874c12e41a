"""One writer at a time, decided in the process: SQLite would make the others sleep."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

alone = threading.RLock()


@contextmanager
def exclusive() -> Iterator[None]:
    """Run a block alone, in one transaction; within another one as a part of it."""
    with alone, transaction.atomic(savepoint=False):
        yield


@contextmanager
def statement() -> Iterator[CursorWrapper]:
    """Run a single statement alone: it needs no transaction of its own."""
    with alone, connection.cursor() as cursor:
        yield cursor
