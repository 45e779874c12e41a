"""Real workers, killed while a platform keeps them waiting, and started again."""

import json

import pytest

from tests.installation import Installation, until
from tests.sandbox_process import SandboxProcess
from tests.syndication.engine_room import articles, posts

pytestmark = pytest.mark.faults

TIMING = {"lease": 3, "read": 20, "looks": [0.5, 1, 2], "backoff": [0.5, 1], "sweep": 1}
PUBLISH = """
from home.models import ArticlePage, ColumnPage
column = ColumnPage.objects.first()
page = column.add_child(instance=ArticlePage(
    title="滨江步道贯通", slug="step", live=False, body=[("paragraph", "<p>正文。</p>")]))
page.save_revision().publish()
"""


@pytest.fixture
def installation(tmp_path, sandbox):
    with Installation(
        tmp_path / "data", sandbox.url, SYNDICATION_TIMING=json.dumps(TIMING)
    ) as installation:
        installation.folder.mkdir(exist_ok=True)
        installation.manage("migrate", "--verbosity", "0")
        installation.python(
            "from tests.home.factories import make_portal, ColumnPageFactory\n"
            "ColumnPageFactory(parent=make_portal(), title='要闻', slug='news')"
        )
        installation.manage("demo_setup")
        installation.start("scheduler")
        yield installation


def live(sandbox: SandboxProcess) -> tuple[int, int]:
    return len(articles(sandbox)), len(posts(sandbox))


@pytest.mark.parametrize("match", ["/2/statuses/share", "/cgi-bin/freepublish/submit"])
@pytest.mark.parametrize("kind", ["stall", "stall_before"])
def test_a_worker_killed_while_it_waits_for_an_answer(installation, sandbox, match, kind):
    sandbox.control("faults", match=match, kind=kind, times=1, params={"seconds": 15})
    installation.start("worker")
    installation.python(PUBLISH)
    until(lambda: any(row["path"].startswith(match) for row in sandbox.state()["requests"]))

    installation.kill("worker")
    installation.start("worker")

    until(lambda: live(sandbox) == (1, 1), 40)
    until(lambda: {copy["status"] for copy in installation.copies()} == {"live"}, 40, 1)
    assert live(sandbox) == (1, 1)
