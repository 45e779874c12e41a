"""Whoever would search, listening: which owners were said to have changed."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from findable import findable_changed


@contextmanager
def hinted() -> Iterator[list[str]]:
    """Yield a list that fills with owners. Hints must come within a transaction of their own."""
    heard: list[str] = []

    def hear(sender: Any, owners: Iterable[str], **kwargs: Any) -> None:
        assert connection.in_atomic_block
        heard.extend(owners)

    findable_changed.connect(hear)
    try:
        yield heard
    finally:
        findable_changed.disconnect(hear)
