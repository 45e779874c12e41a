"""A process that keeps pages, begun anew for each test."""

from collections.abc import Iterator

import pytest
from django.test import Client

from pagecache import log as logs
from pagecache import serving


@pytest.fixture
def keeping(monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A reader of a process that keeps pages and looks at the log before each answer."""
    monkeypatch.setattr(serving.store, "most_bytes", 10_000_000)
    for module in ("pagecache.middleware", "pagecache.before_django"):
        monkeypatch.setattr(f"{module}.EVERY_SECONDS", 0)
    logs.log.__init__()
    serving.store.clear()
    yield Client(headers={"host": "localhost:8000"})
    serving.store.clear()
