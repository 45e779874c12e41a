"""Real workers, killed while a platform keeps them waiting, and started again."""

import json
from collections.abc import Iterator

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
    title="{title}", slug="{slug}", live=False, body=[("paragraph", "<p>正文。</p>")]))
page.save_revision().publish()
"""


@pytest.fixture(scope="module")
def installation(
    tmp_path_factory: pytest.TempPathFactory, sandbox_process: SandboxProcess
) -> Iterator[Installation]:
    sandbox_process.reset()
    with Installation(
        tmp_path_factory.mktemp("installation"),
        sandbox_process.url,
        SYNDICATION_TIMING=json.dumps(TIMING),
        # No portal runs here that could be asked.
        SYNDICATION_ASKS_PUBLIC="0",
    ) as installation:
        installation.prepare()
        installation.start("scheduler")
        installation.start("worker")
        yield installation


def live(sandbox: SandboxProcess, title: str) -> tuple[int, int]:
    return (
        sum(article["title"] == title for article in articles(sandbox)),
        sum(title in post["sent_text"] for post in posts(sandbox)),
    )


@pytest.mark.parametrize("kind", ["stall", "stall_before"])
def test_a_worker_killed_while_it_waits_for_both_platforms_answers(
    installation, sandbox_process, kind
):
    sandbox = sandbox_process
    slug = kind.replace("_", "-")
    title = f"滨江步道 {slug}"
    for match in ("/2/statuses/share", "/cgi-bin/freepublish/submit"):
        sandbox.control("faults", match=match, kind=kind, times=1, params={"seconds": 15})
    installation.python(PUBLISH.format(title=title, slug=slug))
    until(lambda: all(fault["hits"] for fault in sandbox.state()["faults"]), 60)

    installation.kill("worker")
    installation.start("worker")

    until(lambda: live(sandbox, title) == (1, 1), 60)
    until(lambda: {copy["status"] for copy in installation.copies()} == {"live"}, 60, 1)
    assert live(sandbox, title) == (1, 1)
