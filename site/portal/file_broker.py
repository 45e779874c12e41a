"""A broker made of files that any number of processes may use at once.

Kombu's own file transport creates a message's file before it writes to it. A worker that reads in
between finds an empty message, and Celery takes that for an unrecoverable error and ends
(celery/kombu#1551). The tables of exchanges have the same gap. Here every file appears whole:
it is written under another name and renamed.
"""

import fcntl
import json
import logging
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import filesystem
from kombu.transport.filesystem import exchange_queue_t
from kombu.utils.json import dumps, loads

log = logging.getLogger(__name__)

TRANSPORT = "portal.file_broker:Transport"


class Channel(filesystem.Channel):
    """Messages are files `<nanoseconds>_<uuid>.<queue>.msg`, taken in the order of their names."""

    def _put(self, queue: str, payload: dict[str, Any], **kwargs: Any) -> None:
        name = f"{time.time_ns()}_{uuid.uuid4()}.{queue}.msg"
        _write(Path(self.data_folder_out) / name, dumps(payload))

    def _get(self, queue: str) -> dict[str, Any]:
        folder, ending = Path(self.data_folder_in), f"{queue}.msg"
        names = os.listdir(folder)  # noqa: PTH208 - it is read ten times a second
        for name in sorted(name for name in names if name.partition(".")[2] == ending):
            taken = folder / f".{name}.{uuid.uuid4().hex}.taken"
            try:
                # Whoever renames it first has it.
                (folder / name).rename(taken)
            except FileNotFoundError:
                continue
            text = taken.read_text()
            taken.unlink()
            try:
                return loads(text)
            except json.JSONDecodeError:
                # Cut off by a full disk, say. What it asked for, the next sweep will.
                log.error("Unreadable message %s thrown away", name)
        raise Empty

    def get_table(self, exchange: str) -> list[exchange_queue_t]:
        try:
            text = self._exchange_file(exchange).read_text()
        except FileNotFoundError:
            return []
        return [exchange_queue_t(*row) for row in loads(text)]

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        row = exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with self._table(exchange) as table:
            if row not in table:
                table.insert(0, row)

    def _delete(
        self,
        queue: str,
        exchange: str,
        routing_key: str,
        pattern: str,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        self._purge(queue)
        row = exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with self._table(exchange) as table:
            if row in table:
                table.remove(row)

    @contextmanager
    def _table(self, exchange: str) -> Iterator[list[exchange_queue_t]]:
        """Give the rows of an exchange to change; one process at a time."""
        file = self._exchange_file(exchange)
        self.control_folder.mkdir(parents=True, exist_ok=True)
        with (self.control_folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            table = self.get_table(exchange)
            before = list(table)
            yield table
            if table != before:
                _write(file, dumps(table))


class Transport(filesystem.Transport):
    Channel = Channel


def _write(file: Path, text: str) -> None:
    draft = file.with_name(f".{uuid.uuid4().hex}.draft")
    draft.write_text(text)
    draft.replace(file)
