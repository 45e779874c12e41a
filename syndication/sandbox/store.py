"""One writer at a time, decided in the process: SQLite would make the others sleep."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

_lock = threading.RLock()


@contextmanager
def exclusive() -> Iterator[None]:
    """Run a block alone, in one transaction."""
    with _lock, transaction.atomic():
        yield
