from typing import Any

import pytest

from contributions.models import Contribution
from home.models import ArticlePage, ColumnPage, HomePage
from subsites.models import Unit
from tests.contributions.factories import (
    main_editor,
    news_of,
    of_unit,
    offered,
    published,
    unit_named,
)
from tests.home.factories import ColumnPageFactory


@pytest.fixture
def water(home: HomePage) -> Unit:
    return unit_named(1, "云汀市水务局")


@pytest.fixture
def culture(water: Unit) -> Unit:
    return unit_named(2, "云汀市文化和旅游局")


@pytest.fixture
def writer(water: Unit) -> Any:
    return of_unit(water)


@pytest.fixture
def headlines(home: HomePage) -> ColumnPage:
    """A column of the main site."""
    return ColumnPageFactory(parent=home, title="要闻动态", slug="yaowen")


@pytest.fixture
def notices(home: HomePage) -> ColumnPage:
    return ColumnPageFactory(parent=home, title="部门动态汇总", slug="bumen")


@pytest.fixture
def editor(headlines: ColumnPage, notices: ColumnPage) -> Any:
    return main_editor("zhuzhan", headlines, notices)


@pytest.fixture
def item(water: Unit) -> ArticlePage:
    return published(news_of(water), "市水务局完成汛后水闸检修")


@pytest.fixture
def offer_of_item(item: ArticlePage, writer: Any, headlines: ColumnPage) -> Contribution:
    return offered(item, writer, column=headlines, note_to_main="全市首次")
