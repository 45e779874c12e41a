"""What every test in a browser stands on: an installation with its processes, and a page."""

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.e2e.desk import CHROMIUM, SOON
from tests.installation import Installation
from tests.sandbox_process import SandboxProcess


@pytest.fixture(scope="module")
def sandbox_of_its_own(tmp_path_factory):
    with SandboxProcess(tmp_path_factory.mktemp("sandbox")) as process:
        yield process


@pytest.fixture(scope="module")
def installation(tmp_path_factory, sandbox_of_its_own):
    folder = tmp_path_factory.mktemp("installation")
    with Installation(folder, sandbox_of_its_own.url) as installation:
        installation.manage("migrate", "--verbosity", "0")
        installation.python(
            "from tests.home.factories import make_portal, ColumnPageFactory\n"
            "from wagtail.models import Site\n"
            "ColumnPageFactory(parent=make_portal(), title='要闻动态', slug='news')\n"
            f"Site.objects.update(hostname='localhost', port={installation.port})"
        )
        installation.manage("demo_setup")
        for name in ("portal", "worker", "scheduler"):
            installation.start(name)
        yield installation


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser) -> Page:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(SOON)
    yield page
    context.close()


@pytest.fixture(autouse=True)
def no_errors_on_the_server(installation):
    """A test that a person would call passed has failed if the server broke behind the screen."""
    before = {name: len(installation.log(name)) for name in installation.processes}
    yield
    for name, length in before.items():
        told = installation.log(name)[length:]
        assert "Traceback" not in told, told
