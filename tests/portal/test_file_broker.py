"""The broker made of files: many processes at once, every message once, none seen by halves."""

import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection, Queue

from portal.celery import app
from portal.file_broker import TRANSPORT, Channel

WRITERS, READERS, EACH = 3, 2, 150


# Kombu remembers per process which queues are bound, so each test has one of its own name.
@pytest.fixture
def connect(tmp_path: Path) -> Callable[[], Connection]:
    def connect() -> Connection:
        options = {
            "data_folder_in": str(tmp_path),
            "data_folder_out": str(tmp_path),
            "control_folder": str(tmp_path / "control"),
        }
        return Connection(transport=TRANSPORT, transport_options=options)

    return connect


def write(connect: Callable[[], Connection], writer: int) -> None:
    with connect() as connection:
        queue = connection.SimpleQueue("work")
        for number in range(EACH):
            queue.put({"writer": writer, "number": number})


def read(connect: Callable[[], Connection], got: multiprocessing.Queue) -> None:
    with connect() as connection:
        queue = connection.SimpleQueue("work")
        while True:
            try:
                message = queue.get(timeout=3)
            except Empty:
                return
            message.ack()
            got.put((message.payload["writer"], message.payload["number"]))


@pytest.mark.skipif(
    "CELERY_BROKER_URL" in os.environ, reason="CELERY_BROKER_URL names another broker"
)
def test_the_portal_uses_it():
    assert app.connection_for_write().transport_cls == "filesystem"
    assert isinstance(app.connection_for_write().default_channel, Channel)


def test_every_message_of_many_writers_reaches_one_of_many_readers(connect):
    forks = multiprocessing.get_context("fork")
    got = forks.Queue()
    processes = [forks.Process(target=read, args=[connect, got]) for _ in range(READERS)]
    processes += [forks.Process(target=write, args=[connect, writer]) for writer in range(WRITERS)]
    for process in processes:
        process.start()
    expected = {(writer, number) for writer in range(WRITERS) for number in range(EACH)}
    received = [got.get(timeout=30) for _ in expected]
    for process in processes:
        process.join(30)
        assert process.exitcode == 0
    assert set(received) == expected
    assert got.empty()


def test_messages_are_taken_in_the_order_in_which_they_were_put(connect):
    with connect() as connection:
        queue = connection.SimpleQueue("order")
        for number in range(20):
            queue.put(number)
        assert [queue.get(timeout=1).payload for _ in range(20)] == list(range(20))


def test_a_message_that_was_cut_off_ends_nobody(connect, tmp_path):
    with connect() as connection:
        queue = connection.SimpleQueue("cut")
        (tmp_path / "0_cut.cut.msg").write_text('{"body": "')
        queue.put("whole")
        message = queue.get(timeout=1)
        message.ack()
        assert message.payload == "whole"
    assert not list(tmp_path.glob("*.msg"))


def test_queues_bound_at_once_are_all_in_the_table(connect):
    forks = multiprocessing.get_context("fork")

    def bind(number: int) -> None:
        with connect() as connection:
            Queue(f"queue-{number}", "exchange", channel=connection.default_channel).declare()

    processes = [forks.Process(target=bind, args=[number]) for number in range(6)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(30)
        assert process.exitcode == 0
    with connect() as connection:
        table = connection.default_channel.get_table("exchange")
    assert {row.queue for row in table} == {f"queue-{number}" for number in range(6)}
