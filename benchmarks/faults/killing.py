"""Processes that are killed at random and started again, as machines and operators do."""

import random
import time
from collections.abc import Callable

from benchmarks.faults.load import Load


class Killer:
    """Kills one of several processes now and then; to be asked often."""

    def __init__(self, load: Load, restart: Callable[[int], None]) -> None:
        self.kills = 0
        self._load = load
        self._restart = restart
        self._random = random.Random(load.seed)
        self._next = time.monotonic() + self._pause()

    def _pause(self) -> float:
        return self._load.kill_every * self._random.uniform(0.5, 1.5)

    def strike(self) -> None:
        """Kill and restart one, if it is time to."""
        if time.monotonic() < self._next:
            return
        self._restart(self._random.randrange(self._load.workers))
        self.kills += 1
        self._next = time.monotonic() + self._pause()
