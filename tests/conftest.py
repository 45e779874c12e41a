"""What all tests share: a sandbox over real HTTP, and waits short enough to test with."""

from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import LazySettings

from home.models import ArticlePage, ColumnPage, HomePage
from tests.home.factories import ArticlePageFactory, ColumnPageFactory, make_portal
from tests.sandbox_process import SandboxProcess

# How long one example takes says nothing where tests run side by side.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

QUICK = {
    "lease": 5,
    "connect": 1,
    "read": 1.5,
    "looks": [0.1, 0.2, 0.3],
    "backoff": [0.1, 0.2, 0.4],
    "asks": [0.1, 0.2, 0.5],
    "turn": 5,
}


@pytest.fixture(scope="session")
def sandbox_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    with SandboxProcess(tmp_path_factory.mktemp("sandbox")) as process:
        yield process


@pytest.fixture
def sandbox(sandbox_process: SandboxProcess) -> SandboxProcess:
    sandbox_process.reset()
    return sandbox_process


@pytest.fixture
def quick(settings: LazySettings) -> None:
    settings.SYNDICATION_TIMING = QUICK


@pytest.fixture
def home(db) -> HomePage:
    return make_portal()


@pytest.fixture
def column(home: HomePage) -> ColumnPage:
    return ColumnPageFactory(parent=home, title="要闻动态", slug="news")


@pytest.fixture
def article(column: ColumnPage) -> ArticlePage:
    return ArticlePageFactory(parent=column)
