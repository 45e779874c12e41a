import pytest

from home.models import ArticlePage, ColumnPage, HomePage
from tests.home.factories import ArticlePageFactory, ColumnPageFactory, make_portal


@pytest.fixture
def home(db) -> HomePage:
    return make_portal()


@pytest.fixture
def column(home: HomePage) -> ColumnPage:
    return ColumnPageFactory(parent=home, title="要闻动态", slug="news")


@pytest.fixture
def article(column: ColumnPage) -> ArticlePage:
    return ArticlePageFactory(parent=column)
