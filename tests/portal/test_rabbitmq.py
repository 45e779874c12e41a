"""RabbitMQ as the broker: the same delivery, by a worker process that is fed through it."""

import os
import uuid
from collections.abc import Iterator

import pytest
from kombu import Connection

from tests.installation import Installation, until
from tests.syndication.engine_room import articles, posts

pytestmark = pytest.mark.long

RABBITMQ = os.environ.get("RABBITMQ_URL", "amqp://guest:guest@127.0.0.1:5672//")
PUBLISH = """
from home.models import ArticlePage, ColumnPage
page = ColumnPage.objects.get().add_child(instance=ArticlePage(
    title="滨江步道贯通", slug="step", live=False, body=[("paragraph", "<p>正文。</p>")]))
page.save_revision().publish()
"""


@pytest.fixture
def queue() -> Iterator[str]:
    """Give a queue of the test's own, where a RabbitMQ answers."""
    with Connection(RABBITMQ, connect_timeout=3) as connection:
        try:
            connection.connect()
        except OSError:
            pytest.skip("no RabbitMQ answers on 127.0.0.1:5672 (Debian: rabbitmq-server)")
        name = f"fabuting-test-{uuid.uuid4().hex[:12]}"
        yield name
        for each in (name, f"{name}-background"):
            connection.default_channel.queue_delete(each)
            connection.default_channel.exchange_delete(each)


def test_a_worker_fed_through_rabbitmq_delivers_an_article(tmp_path, sandbox, queue):
    with Installation(
        tmp_path / "data",
        sandbox.url,
        CELERY_BROKER_URL=RABBITMQ,
        CELERY_QUEUE=queue,
        # No portal runs here that could be asked.
        SYNDICATION_ASKS_PUBLIC="0",
    ) as installation:
        installation.prepare()
        # No scheduler: what arrives, arrives because the broker carried it.
        installation.start("worker")
        installation.python(PUBLISH)

        until(lambda: len(articles(sandbox)) == len(posts(sandbox)) == 1, 60)
        assert not list((installation.folder / "broker").rglob("*.msg"))
