"""Searching for a follower who waits: within a time, and not too many at once."""

import logging
import threading
import time
import traceback

from django.db import OperationalError

from syndication.answers import Answer, answers
from syndication.time_limits import read_within

log = logging.getLogger(__name__)

# Seconds. Fifty pushes at once meet eight threads. Should every search be slow, four of them sit
# in one for ENOUGH, and whoever waits in vain for a TURN or finds nothing in the LITTLE time that
# is left while searches are slow makes room for the next: the last one waits less than five.
ENOUGH, LITTLE, TURN = 2.5, 0.3, 0.3
SLOW_FOR = 10.0
AT_ONCE = 4


class TooLate(Exception):
    """There was no time, or it was not enough."""


class Searches:
    """The searches of this process."""

    def __init__(self) -> None:
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        self._slow_until = 0.0

    def find(self, words: str, limit: int) -> list[Answer]:
        """Return the pages that answer the words. Raises TooLate, whatever goes wrong."""
        if not self._turns.acquire(timeout=TURN):
            raise TooLate
        try:
            with read_within(self._seconds()):
                return answers(words, limit)
        except OperationalError as error:
            self._slow_until = time.monotonic() + SLOW_FOR
            log.warning("A search for a follower took too long")
            raise TooLate from error
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody is waiting
            # Its own text, and what led to it, may repeat what a citizen wrote.
            places = "".join(traceback.format_tb(error.__traceback__))
            log.error("A search for a follower failed: %s\n%s", type(error).__name__, places)
            raise TooLate from None
        finally:
            self._turns.release()

    def _seconds(self) -> float:
        return LITTLE if time.monotonic() < self._slow_until else ENOUGH
