"""The database's own search, with looking for an entry and writing it made one step."""

from typing import Any

from django.db import connection, transaction
from modelsearch.backends import database
from modelsearch.backends.base import BaseSearchBackend

# Any number that nobody else uses.
INDEXING = 0x5EA2C4


def SearchBackend(params: dict[str, Any]) -> BaseSearchBackend:
    """Return the backend for the database in use; this is the name Wagtail looks for.

    An upload indexes its picture, and so does the worker it has called. On SQLite the backend
    looks for an entry first and inserts one then: whoever came second was answered with a server
    error. On PostgreSQL it goes on to the weights of all new titles, in no order: two who do that
    wait for each other for good.
    """
    backend = database.SearchBackend(params)
    backend.index_class = _in_one_step(backend.index_class)
    return backend


def _in_one_step(index: type) -> type:
    class OneStepIndex(index):
        def add_items(self, *args: Any) -> None:
            with transaction.atomic():
                if connection.vendor == "postgresql":
                    with connection.cursor() as cursor:
                        # Until the transaction ends.
                        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [INDEXING])
                super().add_items(*args)

    return OneStepIndex
