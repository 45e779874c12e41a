"""What all tests share: a sandbox over real HTTP, and waits short enough to test with."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import LazySettings
from django.db import connection

from home.models import ArticlePage, ColumnPage, HomePage
from tests import migrated
from tests.home.factories import ArticlePageFactory, ColumnPageFactory, make_portal
from tests.lanes import BROWSER
from tests.putting_back import put_back
from tests.sandbox_process import SandboxProcess

# How long one example takes says nothing where tests run side by side.
hypothesis.settings.register_profile("unhurried", deadline=None, max_examples=30)
# `make test ARGS="--hypothesis-profile=thorough"`
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=1000)
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


DATABASE = {"db", "transactional_db"}
SERVERS = {*DATABASE, "installation"}
ONCE = (
    # They take minutes and ask the engine, not the database; what they ask of it, others ask too.
    "tests/faults/test_benchmark.py",
    "tests/faults/test_crash_moments.py",
    "tests/faults/test_fault_run.py",
    "tests/faults/test_histories.py",
    "tests/faults/test_mass_crash.py",
    "tests/disclosure/test_benchmark.py",
    # What becomes of a platform's answers: written by the same few statements as any delivery,
    # which test_deliver, test_races, test_mass_send and test_moments try on either database.
    "tests/syndication/test_bad_accounts.py",
    "tests/syndication/test_gates.py",
    "tests/syndication/test_headline.py",
    "tests/syndication/test_looking.py",
    "tests/syndication/test_mass_lost.py",
    "tests/syndication/test_mass_outcome.py",
    "tests/syndication/test_refusals.py",
    "tests/syndication/test_unknown.py",
    "tests/syndication/test_webhook.py",
    "tests/syndication/test_webhook_troubles.py",
    "tests/syndication/verification/test_answers.py",
    # What is shown of what was read by its key.
    "tests/attachments/test_checks_screen.py",
    "tests/proofing/test_admin.py",
    "tests/proofing/test_layout_screen.py",
    "tests/home/importing/test_real_speeches.py",
    "tests/syndication/test_mass_screens.py",
    "tests/syndication/test_moments_shown.py",
    "tests/syndication/test_previews.py",
    "tests/syndication/verification/test_pages.py",
    # It names its own broker.
    "tests/portal/test_rabbitmq.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what may answer otherwise on PostgreSQL and Redis: the rest need not run twice.

    First come browsers, which take longest, then what needs no database: meanwhile one lane makes
    the database that all others copy.
    """
    for item in items:
        if not item.nodeid.startswith(ONCE) and (
            _uses(item, SERVERS)
            or item.nodeid.startswith(BROWSER)
            or hasattr(item.module, "Installation")
        ):
            item.add_marker("servers")
    items.sort(key=lambda item: (not item.nodeid.startswith(BROWSER), _uses(item, DATABASE)))


def _uses(item: pytest.Item, fixtures: set[str]) -> bool:
    named = fixtures & set(getattr(item, "fixturenames", ()))
    return bool(named or item.get_closest_marker("django_db"))


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """What is put in place before is the test database; Django migrates what is missing."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        migrated.copy_to_file(Path(database["TEST"]["NAME"]))
        yield
        return
    server = migrated.server_of(database)
    name = database["TEST"]["NAME"] or f"test_{database['NAME']}"
    migrated.drop_on_server(server, name)
    migrated.create_on_server(server, name)
    yield
    connection.close()
    migrated.drop_on_server(server, name)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    with put_back(tmp_path_factory.mktemp("database") / "as_migrated.sqlite3"):
        yield


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
