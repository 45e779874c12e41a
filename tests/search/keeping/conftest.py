from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from findable import Entry, Kind
from home.models import ArticlePage, ColumnPage, HomePage


class Trouble(Exception):
    """What a page raises that cannot say what may be found of it."""


@pytest.fixture(autouse=True)
def plain_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages offer little, so that these tests need not know what they offer else."""

    def entries(page) -> Iterator[Entry]:
        if "坏" in page.title:
            raise Trouble(page.title)
        yield Entry(
            key=f"page:{page.pk}",
            kind=Kind.ARTICLE,
            title=page.title,
            url=page.url,
            column=page.get_parent().title,
        )

    for model in (ArticlePage, ColumnPage, HomePage):
        monkeypatch.setattr(model, "findable_entries", entries, raising=False)


@pytest.fixture(autouse=True)
def looks_at_once(settings: LazySettings) -> None:
    settings.SEARCH_LOOKS_AT_ONCE = True
