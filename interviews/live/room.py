"""One interview's events in memory, shared by everybody in a process who follows it."""

import asyncio
from collections.abc import Iterable

from interviews.live.events import Event
from interviews.live.reading import SETTLED, Place
from interviews.states import State


class Room:
    """Holds the last `kept` to twice as many events, as they go over the line.

    A reader is a number here, the entry it has; what comes after it is the same bytes for all.
    """

    def __init__(self, place: Place, kept: int) -> None:
        self.page, self.sitting = place.page, place.sitting
        self.is_open = True
        self.state = State.PLANNED
        self.readers = 0
        self.empty_since = 0.0
        self.beats = 0
        # Held while the room is brought up to date.
        self.lock = asyncio.Lock()
        self._kept = kept
        # Nobody has said yet where its events begin.
        self.is_new = True
        self._first = 1
        self._events: list[Event] = []
        self._written: list[bytes] = []
        # Which event says what a turn reads.
        self._says: dict[int, Event] = {}
        self._joined: dict[int, bytes] = {}
        self._tick = asyncio.Event()

    @property
    def last(self) -> int:
        """The number of the last event; before the first was taken, of the one before it."""
        return self._first + len(self._events) - 1

    @property
    def is_over(self) -> bool:
        return not self.is_open or self.state in SETTLED

    def begin_after(self, number: int) -> None:
        """Say, while the room is new, that its first event is the one after a number."""
        self.is_new, self._first = False, number + 1

    def take(self, events: Iterable[Event]) -> None:
        """Add the events that follow. Raises ValueError where one is missing."""
        for event in events:
            if event.number != self.last + 1:
                raise ValueError(f"event {event.number} does not follow {self.last}")
            for turn in event.turns:
                self._silence(turn)
                self._says[turn] = event
            self._events.append(event)
            self._written.append(event.written())
        if len(self._events) > 2 * self._kept:
            self._forget(len(self._events) - self._kept)
        self._joined.clear()

    def remembers(self, number: int) -> bool:
        """Tell whether all events after a number are in memory."""
        return number + 1 >= self._first

    def after(self, number: int) -> bytes:
        """Return all events after a number that the room remembers from there on."""
        if number >= self.last:
            return b""
        joined = self._joined.get(number)
        if joined is None:
            joined = b"".join(self._written[number + 1 - self._first :])
            # Readers are at few different places: nearly all at the one before the last.
            if len(self._joined) < 16:
                self._joined[number] = joined
        return joined

    @property
    def tick(self) -> asyncio.Event:
        """What is set at the next news; to be taken before looking whether there are any."""
        return self._tick

    def wake(self) -> None:
        tick, self._tick = self._tick, asyncio.Event()
        tick.set()

    def beat(self) -> None:
        """Let every reader who has nothing to get hear that the line is alive."""
        self.beats += 1
        self.wake()

    def _silence(self, turn: int) -> None:
        """Take a turn's earlier words out of the event that had them."""
        before = self._says.pop(turn, None)
        if before is not None:
            del before.turns[turn]
            self._written[before.number - self._first] = before.written()

    def _forget(self, count: int) -> None:
        for event in self._events[:count]:
            for turn in event.turns:
                del self._says[turn]
        del self._events[:count], self._written[:count]
        self._first += count
