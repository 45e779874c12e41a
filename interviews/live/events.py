"""The public form of an entry: what of it travels to readers, as a server-sent event.

A reader holds the list of turns as of entry N and takes the events after N in their order. Every
entry is one event with the entry's number, whatever little of it is public. Places travel as the
log has them. What a turn says travels once, as it reads now, with the last entry that touched it:
the events before say nothing of it any more, so words that were withdrawn or changed do not leave
again, not even for those who come late.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from interviews.record.kinds import Kind
from interviews.states import State

PLACING = frozenset({Kind.SAID, Kind.MOVED})


@dataclass(slots=True)
class Event:
    """`turns` holds the HTML of turns by number, None for a turn that is not shown."""

    number: int
    put: tuple[int, int | None] | None = None
    state: State | None = None
    turns: dict[int, str | None] = field(default_factory=dict)

    def written(self) -> bytes:
        """Return the event as it goes over the line.

        Its data is JSON: `n`, the entry's number; `put`, [turn, the turn it follows: 0 for none,
        null for all others]; `turns`, {turn: HTML or null}; `state` and `label`. Only `n` is in
        every event.
        """
        data: dict[str, Any] = {"n": self.number}
        if self.put:
            data["put"] = self.put
        if self.turns:
            data["turns"] = self.turns
        if self.state:
            data |= {"state": self.state.value, "label": str(self.state.label)}
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return f"id: {self.number}\ndata: {text}\n\n".encode()


def event_of(number: int, kind: str, turn_number: int | None, data: Mapping[str, Any]) -> Event:
    """Return what an entry itself makes public: a place or a state, and no words."""
    if kind in PLACING:
        return Event(number, put=(turn_number, data["after"]))
    if kind == Kind.STATE:
        return Event(number, state=State(data["to"]))
    return Event(number)
