"""What every test in a browser stands on: an installation with its processes, and a page.

There is one for all tests of a lane, because starting it takes longer than most tests: a test looks
only at pages of its own.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from portal.management.commands.demo_setup import WEIBO
from tests.e2e.desk import CHROMIUM, SOON, log_in
from tests.installation import Installation
from tests.sandbox_process import SandboxProcess

# What a browser writes to its console though all is well: a form that came back with its errors.
HARMLESS = ("the server responded with a status of 422",)
COLLEAGUE = """
from django.contrib.auth import get_user_model
users = get_user_model().objects
if not users.filter(username="recorder").exists():
    users.create_superuser("recorder", "recorder@example.com", "fabuting-demo")
"""


@pytest.fixture(scope="package")
def sandbox_of_its_own(tmp_path_factory):
    with SandboxProcess(tmp_path_factory.mktemp("sandbox")) as process:
        yield process


@pytest.fixture(scope="package")
def installation(tmp_path_factory, sandbox_of_its_own):
    folder = tmp_path_factory.mktemp("installation")
    with Installation(folder, sandbox_of_its_own.url) as installation:
        installation.prepare()
        # All tests together post more than one account may in an hour.
        sandbox_of_its_own.control(
            "weibo/apps",
            app_key=WEIBO["app_key"],
            quotas={"posts_hour": 10_000, "user_day": 100_000, "ip_hour": 100_000},
        )
        for name in ("portal", "worker", "scheduler"):
            installation.start(name)
        yield installation


@pytest.fixture(scope="package")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(SOON)
    yield page
    context.close()


@pytest.fixture
def colleague(browser: Browser, installation) -> Iterator[Page]:
    """Another recorder's page, in a browser of its own, logged in."""
    installation.python(COLLEAGUE)
    context = browser.new_context(locale="zh-CN", viewport={"width": 1400, "height": 1000})
    other = context.new_page()
    log_in(other, installation, "recorder")
    yield other
    context.close()


@pytest.fixture
def clean_console(page: Page) -> Iterator[None]:
    """In the end the browser must have had nothing to complain about, its policies included."""
    complaints: list[str] = []
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield
    assert [words for words in complaints if not any(known in words for known in HARMLESS)] == []


@pytest.fixture(autouse=True)
def no_errors_on_the_server(installation):
    """A test that a person would call passed has failed if the server broke behind the screen."""
    before = {name: len(installation.log(name)) for name in installation.processes}
    yield
    for name, length in before.items():
        told = installation.log(name)[length:]
        assert "Traceback" not in told, told
