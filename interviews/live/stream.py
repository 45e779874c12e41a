"""`<page>/stream/`: the events of an interview to whoever stays on the line (ASGI).

Server-sent events as HTML's standard has them. `Last-Event-ID`, or `?after=`, is the number of
the last entry that the reader has; nothing or nonsense stands for none.
"""

import asyncio
import io
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.core.handlers.asgi import ASGIRequest

from interviews.asking.visitors import address_of
from interviews.live.hub import Full, Hub, soon
from interviews.live.room import Room

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

ENDING = "/stream/"
# Who has not taken what was sent after so many seconds is let go, and comes back by itself.
SLOW = 20.0
# Digits of a number that an entry may have.
LONGEST = 10
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
START_OVER = b"event: over\ndata: {}\n\n"


class Streams:
    """Answers requests for streams, and leaves all others to whoever is asked next."""

    def __init__(self) -> None:
        self.hub: Hub | None = None

    async def answers(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """Answer if the address is that of an interview's stream; tell whether it was."""
        if scope["method"] != "GET" or not scope["path"].endswith(ENDING):
            return False
        if self.hub is None:
            self.hub = Hub(
                most=settings.INTERVIEWS_READERS,
                most_of_address=settings.INTERVIEWS_READERS_OF_ADDRESS,
            )
        try:
            request = ASGIRequest(scope, io.BytesIO())
            place = await self.hub.place(request, scope["path"].removesuffix("stream/"))
        except (BadRequest, RequestDataTooBig):
            return False
        except Full:
            await _refuse_for_now(send)
            return True
        if place is None:
            return False
        if not place.is_open:
            await _refuse(send, 403)
            return True
        reader = _Reader(self.hub, address_of(request), number_of(scope), send)
        try:
            room = await self.hub.enter(place, reader)
        except Full:
            await _refuse_for_now(send)
            return True
        try:
            await reader.stay(room, receive)
        finally:
            self.hub.leave(room, reader)
        return True

    def close_doors(self) -> None:
        if self.hub:
            self.hub.close_doors()

    async def close(self) -> None:
        if self.hub:
            await self.hub.close()


def number_of(scope: Scope) -> int:
    """Return the number of the last entry that a reader has; 0 for none and for nonsense.

    The header counts more: the address is that of the first time, also for who comes back.
    """
    headers = dict(scope["headers"])
    query = parse_qs(scope["query_string"].decode("latin-1"))
    for said in (headers.get(b"last-event-id", b"").decode("latin-1"), query.get("after", [""])[0]):
        if said.isascii() and said.isdigit() and len(said) <= LONGEST:
            return int(said)
    return 0


class _Reader:
    """One reader: a task, and the number of the last entry that was sent. Nothing waits for it
    in memory but what the server has handed to the line and the line has not taken.
    """

    def __init__(self, hub: Hub, address: str, number: int, send: Send) -> None:
        self.address = address
        self._hub, self._number, self._send = hub, number, send
        self._task = asyncio.current_task()
        self._sending_since: float | None = None
        self._has_left = False

    def is_overdue(self, now: float) -> bool:
        return self._sending_since is not None and now - self._sending_since > SLOW

    def show_out(self) -> None:
        self._task.cancel()

    async def stay(self, room: Room, receive: Receive) -> None:
        """Follow until the reader leaves, is too slow, or there is no more to come."""
        if self._number > room.last:
            await self._hub.refresh(room)
        if room.is_over and self._number == room.last:
            # Tells a browser not to come back.
            await _refuse(self._send, 204)
            return
        leaving = asyncio.create_task(self._notice(receive))
        try:
            await self._send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            await self._give(b"retry: %d\n\n" % soon())
            await self._follow(room)
            await self._send({"type": "http.response.body", "body": b"", "more_body": False})
        except asyncio.CancelledError:
            if not self._has_left:
                raise
            self._task.uncancel()
        finally:
            leaving.cancel()

    async def _follow(self, room: Room) -> None:
        if self._number > room.last:
            # The page is newer than the database, as after a backup was brought back.
            await self._give(START_OVER)
            return
        beats = room.beats
        while True:
            tick = room.tick
            if not room.is_open or self._hub.is_closing:
                return
            if not room.remembers(self._number):
                chunk, self._number = await self._hub.older(room, self._number)
                await self._give(chunk)
            elif self._number < room.last:
                chunk, self._number = room.after(self._number), room.last
                await self._give(chunk)
            elif room.is_over:
                return
            else:
                if beats != room.beats:
                    await self._give(b":\n\n")
                await tick.wait()
                continue
            beats = room.beats

    async def _give(self, chunk: bytes) -> None:
        self._sending_since = time.monotonic()
        await self._send({"type": "http.response.body", "body": chunk, "more_body": True})
        self._sending_since = None

    async def _notice(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._has_left = True
        self._task.cancel()


async def _refuse_for_now(send: Send) -> None:
    await _refuse(send, 503, [(b"retry-after", b"%d" % (5 + soon() // 200))])


async def _refuse(
    send: Send, status: int, headers: list[tuple[bytes, bytes]] | None = None
) -> None:
    headers = [*(headers or []), (b"cache-control", b"no-store")]
    if status != 204:
        headers.append((b"content-length", b"0"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
