from collections.abc import Iterator

import pytest
from django.core.cache import cache

from search.log import clicks, noting


@pytest.fixture(autouse=True)
def nothing_waits() -> Iterator[None]:
    """What other tests counted, and whom they have seen, is nobody's business here."""

    def forget() -> None:
        noting.forget_waiting()
        for minute in (noting._searches, clicks._clicks):
            minute.forget()
        cache.clear()

    forget()
    yield
    forget()
