from collections.abc import Iterator

import pytest

from search.index.columns import forget


@pytest.fixture(autouse=True)
def fresh_picture() -> Iterator[None]:
    forget()
    yield
    forget()
