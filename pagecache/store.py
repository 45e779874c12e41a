"""Kept answers of one process, as bytes, the least used thrown away first."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

# Belt and braces: whatever nobody named as shown is not shown for longer than this.
MOST_SECONDS = 600
# What an entry costs beside its bytes, about.
OVERHEAD = 2_000

# Scheme, host and port, path, number of the page of a list (0 where none is asked for).
Key = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer (200) with its headers; `since` is the log's number when it was begun."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    squeezed: bytes
    etag: str
    depends: frozenset[str]
    since: int
    until: datetime

    @property
    def size(self) -> int:
        return len(self.body) + len(self.squeezed) + sum(map(len, self.depends)) + OVERHEAD

    @property
    def is_over(self) -> bool:
        return timezone.now() >= self.until


class Store:
    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._lock = threading.Lock()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Key) -> Kept | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
            return kept

    def keep(self, key: Key, kept: Kept) -> None:
        """Keep an answer, unless it alone would take a tenth of the room."""
        if kept.size > self.most_bytes / 10:
            return
        with self._lock:
            self._drop(key)
            self._kept[key] = kept
            self.bytes += kept.size
            while self.bytes > self.most_bytes:
                self._drop(next(iter(self._kept)))

    def drop(self, key: Key) -> None:
        with self._lock:
            self._drop(key)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self.bytes = 0

    def _drop(self, key: Key) -> None:
        kept = self._kept.pop(key, None)
        if kept is not None:
            self.bytes -= kept.size
