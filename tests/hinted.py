"""Whoever would search, listening: which owners were said to have changed."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from findable import findable_changed


@contextmanager
def hinted() -> Iterator[list[str]]:
    """Yield a list that fills with owners."""
    heard: list[str] = []

    def hear(sender: Any, owners: Iterable[str], **kwargs: Any) -> None:
        heard.extend(owners)

    findable_changed.connect(hear)
    try:
        yield heard
    finally:
        findable_changed.disconnect(hear)
