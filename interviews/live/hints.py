"""Word to whoever serves readers that a sitting has new entries.

A hint and no more: the database is the truth and is asked twice a second anyway. Within a process
a hint is a call; other processes hear it through Redis, where there is one.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

import redis
from django.conf import settings

log = logging.getLogger(__name__)

# What takes hints in this process: called with a sitting's key and the number of an entry, in
# whatever thread the entry was written, so it must come back at once.
listeners: set[Callable[[int, int], None]] = set()

PATIENCE = 0.5
PAUSE = 10.0


def channel() -> str:
    """Return the name under which the processes of one installation speak to each other."""
    return f"{settings.CACHES['default']['KEY_PREFIX']}:interviews"


def tell(sender: Any, sitting: int, number: int, **_more: Any) -> None:
    """Pass on that a sitting has entries up to a number."""
    for listener in list(listeners):
        listener(sitting, number)
    if settings.INTERVIEWS_REDIS:
        _others.publish(f"{sitting} {number}")


def read(message: bytes) -> tuple[int, int] | None:
    """Return the sitting and the number of a hint; None for anything else."""
    try:
        sitting, number = message.split()
        return int(sitting), int(number)
    except ValueError:
        return None


class _Others:
    """The way to the other processes. One that is blocked is left alone for a while, so that a
    Redis that is away costs a recorder half a second once and not with every turn.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._client: redis.Redis | None = None
        self._blocked_until = 0.0

    def publish(self, message: str) -> None:
        if time.monotonic() < self._blocked_until:
            return
        try:
            self._connected().publish(channel(), message)
        except (redis.RedisError, OSError) as error:
            self._blocked_until = time.monotonic() + PAUSE
            log.warning("Redis takes no hints, readers wait half a second longer: %s", error)

    def _connected(self) -> redis.Redis:
        with self._lock:
            if self._client is None:
                self._client = redis.Redis.from_url(
                    settings.INTERVIEWS_REDIS,
                    socket_connect_timeout=PATIENCE,
                    socket_timeout=PATIENCE,
                )
            return self._client


_others = _Others()
