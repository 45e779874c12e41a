"""Telling the workers of a stored event without waiting for the broker."""

import logging
import queue
import threading

from celery import Task

log = logging.getLogger(__name__)


class Doorbell:
    """Calls a task with ids, from a thread of its own and one at a time.

    A broker that does not answer keeps that thread waiting and nobody else. What does not
    get through is found by the sweep.
    """

    def __init__(self, task: Task, most: int = 1000) -> None:
        self._task = task
        self._ids: queue.Queue[int] = queue.Queue(most)
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def ring(self, row_id: int) -> None:
        try:
            self._ids.put_nowait(row_id)
        except queue.Full:
            return
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._call, name="doorbell", daemon=True)
                self._thread.start()

    def _call(self) -> None:
        while True:
            row_id = self._ids.get()
            try:
                self._task.delay(row_id)
            except Exception:
                log.exception("The broker did not take %s", row_id)
