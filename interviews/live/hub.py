"""All rooms of a process: opened when somebody comes, watched while somebody is there.

A turn reaches readers by a hint within milliseconds and without one at the next poll. There is
one poll for the process: two light queries a second, none while nobody reads. What asks the
database does so in three threads of its own, so that no reader costs one.
"""

import asyncio
import logging
import random
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.db import close_old_connections

from interviews.live import hints, reading
from interviews.live.listening import listen
from interviews.live.reading import Place
from interviews.live.room import Room

log = logging.getLogger(__name__)

POLL = 0.5
BATCH = 200
# Hints of one moment are answered together.
GATHER = 0.03
RECHECK = 5.0
HEARTBEAT = 15.0
# How long a page's address is taken to lead to the same interview.
KNOWN = 5.0
# How many addresses may wait to be looked up; anybody can make them up.
MOST_LOOKUPS = 200
# How long a room without readers keeps what it holds.
LINGER = 120.0


class Guest(Protocol):
    """A reader, as the hub knows one."""

    address: str

    def is_overdue(self, now: float) -> bool: ...

    def show_out(self) -> None: ...


class Full(Exception):
    """The process serves as many readers as it may, in all or from one address, or takes none any
    more.
    """


class Hub:
    """Belongs to the event loop in which it is made."""

    def __init__(self, most: int, kept: int = 1000, most_of_address: int | None = None) -> None:
        self.most, self._kept = most, kept
        self._most_of_address = most if most_of_address is None else most_of_address
        self.guests: set[Guest] = set()
        self._guests_of: Counter[str] = Counter()
        self._lookups = 0
        self.is_closing = False
        self._rooms: dict[int, Room] = {}
        self._known: dict[tuple[str, str], tuple[float, asyncio.Future]] = {}
        self._loop = asyncio.get_running_loop()
        self._hinted = asyncio.Event()
        self._polling = ThreadPoolExecutor(1, thread_name_prefix="live-poll")
        self._asking = ThreadPoolExecutor(2, thread_name_prefix="live-ask")
        self._beaten = self._checked = time.monotonic()
        hints.listeners.add(self.hear)
        self._tasks = [self._loop.create_task(self._watch())]
        if settings.INTERVIEWS_REDIS:
            self._tasks.append(self._loop.create_task(listen(self._heard)))

    # --- where a reader comes in

    async def place(self, request: ASGIRequest, path: str) -> Place | None:
        """Return the interview at a path. Who asks the same at the same time waits together.

        Raises Full while too many others are being looked up.
        """
        key, now = (request.META.get("HTTP_HOST", ""), path), time.monotonic()
        until, found = self._known.get(key, (0.0, None))
        if found is None or (found.done() and until < now):
            if self._lookups >= MOST_LOOKUPS:
                raise Full
            self._lookups += 1
            found = asyncio.ensure_future(self._ask(reading.place_of, request, path))
            self._known[key] = (now + KNOWN, found)
            found.add_done_callback(lambda done: self._keep_or_forget(key, done))
        return await asyncio.shield(found)

    def _keep_or_forget(self, key: tuple[str, str], found: asyncio.Future) -> None:
        self._lookups -= 1
        # What is not there, or could not be asked, is not worth memory that anybody could fill.
        if found.cancelled() or found.exception() or found.result() is None:
            self._known.pop(key, None)

    async def enter(self, place: Place, guest: Guest) -> Room:
        """Let a reader in and return the room, brought up to date. Raises Full."""
        if self.is_closing or len(self.guests) >= self.most:
            raise Full
        if self._guests_of[guest.address] >= self._most_of_address:
            raise Full
        room = self._rooms.get(place.page)
        if room is None:
            room = self._rooms[place.page] = Room(place, self._kept)
        self.guests.add(guest)
        self._guests_of[guest.address] += 1
        room.readers += 1
        try:
            # Nobody watched while the room was empty or shut.
            if room.readers == 1 or room.is_over:
                room.is_open = True
                await self.refresh(room)
        except BaseException:
            self.leave(room, guest)
            raise
        return room

    def leave(self, room: Room, guest: Guest) -> None:
        self.guests.discard(guest)
        self._guests_of[guest.address] -= 1
        if not self._guests_of[guest.address]:
            del self._guests_of[guest.address]
        room.readers -= 1
        room.empty_since = time.monotonic()

    async def older(self, room: Room, number: int) -> tuple[bytes, int]:
        """Return some of the events after a number that the room does not remember any more."""
        events = await self._ask(reading.news, room.page, room.sitting, number, BATCH)
        return b"".join(event.written() for event in events), events[-1].number

    # --- news

    def hear(self, sitting: int, number: int) -> None:
        """Take a hint, in any thread."""
        if not self.is_closing:
            self._loop.call_soon_threadsafe(self._heard, sitting, number)

    def _heard(self, sitting: int, number: int) -> None:
        for room in self._rooms.values():
            if room.sitting == sitting and room.readers and number > room.last:
                self._hinted.set()

    async def refresh(self, room: Room) -> None:
        """Bring a room up to date with the database."""
        async with room.lock:
            found = await self._poll(reading.standings, [room.sitting])
            standing = found.get(room.sitting)
            if standing is None:
                room.is_open = False
            else:
                if room.is_new:
                    room.begin_after(max(0, standing.last - self._kept))
                while room.last < standing.last:
                    room.take(
                        await self._poll(reading.news, room.page, room.sitting, room.last, BATCH)
                    )
                room.state = standing.state
        room.wake()

    async def _watch(self) -> None:
        while True:
            try:
                async with asyncio.timeout(POLL):
                    await self._hinted.wait()
                await asyncio.sleep(GATHER)
            except TimeoutError:
                pass
            self._hinted.clear()
            try:
                await self._look()
            except Exception:
                # The database is away, for instance. Readers stay, and get everything later.
                log.exception("Readers cannot be told what is new")
                await asyncio.sleep(POLL)
            self._tidy()

    async def _look(self) -> None:
        busy = [room for room in self._rooms.values() if room.readers]
        if not busy:
            return
        standings = await self._poll(reading.standings, [room.sitting for room in busy])
        for room in busy:
            standing = standings.get(room.sitting)
            if standing is None or (standing.last, standing.state) != (room.last, room.state):
                await self.refresh(room)
        if time.monotonic() - self._checked > RECHECK:
            self._checked = time.monotonic()
            for room in busy:
                if not await self._poll(reading.is_open, room.page):
                    self._shut(room)

    def _shut(self, room: Room) -> None:
        """Send everybody out of the room of a page that the public may not see any more."""
        room.is_open = False
        room.wake()
        for key, (_until, found) in list(self._known.items()):
            if found.done() and found.result().page == room.page:
                del self._known[key]

    def _tidy(self) -> None:
        now = time.monotonic()
        beats = now - self._beaten > HEARTBEAT
        if beats:
            self._beaten = now
        for page, room in list(self._rooms.items()):
            if beats and room.readers:
                room.beat()
            if not room.readers and now - room.empty_since > LINGER:
                del self._rooms[page]
        for key, (until, found) in list(self._known.items()):
            if until < now and found.done():
                del self._known[key]
        for guest in [each for each in self.guests if each.is_overdue(now)]:
            guest.show_out()

    # --- the end

    def close_doors(self) -> None:
        """Send everybody away; they come back to whoever serves then."""
        self.is_closing = True
        for room in self._rooms.values():
            room.wake()

    async def close(self) -> None:
        self.close_doors()
        hints.listeners.discard(self.hear)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for pool in (self._polling, self._asking):
            # Threads take their connections with them.
            await asyncio.to_thread(pool.shutdown)

    async def _poll(self, work: Callable, *arguments: Any) -> Any:
        return await self._loop.run_in_executor(self._polling, _with_database, work, arguments)

    async def _ask(self, work: Callable, *arguments: Any) -> Any:
        return await self._loop.run_in_executor(self._asking, _with_database, work, arguments)


def _with_database(work: Callable, arguments: tuple) -> Any:
    close_old_connections()
    try:
        return work(*arguments)
    finally:
        close_old_connections()


def soon() -> int:
    """Return milliseconds after which to come back, different for everybody."""
    return random.randint(1000, 4000)  # noqa: S311
