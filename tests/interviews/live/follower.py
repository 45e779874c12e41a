"""A reader in the plainest words: what the page's script does, without a page."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Follower:
    """Holds the list of turns as of entry `last`; raises AssertionError at a gap or a repeat."""

    last: int = 0
    order: list[int] = field(default_factory=list)
    turns: dict[int, str] = field(default_factory=dict)
    state: str = ""

    def take(self, events: Iterable[dict[str, Any]]) -> None:
        for event in events:
            assert event["n"] == self.last + 1, f"entry {event['n']} came after {self.last}"
            self.last = event["n"]
            self.state = event.get("state", self.state)
            if "put" in event:
                self._put(*event["put"])
            for turn, html in event.get("turns", {}).items():
                if html is None:
                    self.turns.pop(int(turn), None)
                else:
                    self.turns[int(turn)] = html

    @property
    def shown(self) -> list[tuple[int, str]]:
        return [(turn, self.turns[turn]) for turn in self.order if turn in self.turns]

    def _put(self, turn: int, after: int | None) -> None:
        rest = [each for each in self.order if each != turn]
        at = len(rest) if after is None else rest.index(after) + 1 if after else 0
        self.order = [*rest[:at], turn, *rest[at:]]


def events_in(written: bytes) -> Iterator[dict[str, Any]]:
    """Yield the data of all whole events in what came over a line."""
    for block in written.split(b"\n\n")[:-1]:
        lines = dict(line.split(b": ", 1) for line in block.split(b"\n") if b": " in line)
        if b"data" in lines and b"id" in lines:
            data = json.loads(lines[b"data"])
            assert data["n"] == int(lines[b"id"])
            yield data
