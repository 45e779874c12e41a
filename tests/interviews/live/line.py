"""A reader's line to the streams, as an ASGI server speaks: the same messages, no sockets."""

import asyncio
from collections.abc import Callable
from typing import Any, Self

from django.db import connections

from interviews.live.stream import Streams
from tests.interviews.live.follower import events_in

SOON = 20.0


async def in_thread(work: Callable, *arguments: Any, **values: Any) -> Any:
    """Do something in the database while readers are on the line."""

    def done() -> Any:
        try:
            return work(*arguments, **values)
        finally:
            connections.close_all()

    return await asyncio.to_thread(done)


class Line:
    """One request for a stream, and what came of it."""

    def __init__(
        self,
        streams: Streams,
        path: str,
        *,
        query: str = "",
        last: str = "",
        address: str = "203.0.113.7",
    ) -> None:
        self.status: int | None = None
        self.headers: dict[str, str] = {}
        self.body = b""
        self.is_ended = False
        # Set to have the line take nothing more, as a phone in a tunnel.
        self.stuck = asyncio.Event()
        self._news = asyncio.Event()
        self._left = asyncio.Event()
        headers = [(b"host", b"localhost")]
        if last:
            headers.append((b"last-event-id", last.encode("latin-1")))
        scope = {
            "type": "http", "method": "GET", "path": f"{path}stream/", "headers": headers,
            "query_string": query.encode(), "server": ("localhost", 80), "scheme": "http",
            "client": (address, 4711),
        }  # fmt: skip
        self.task = asyncio.create_task(streams.answers(scope, self._receive, self._send))

    @property
    def events(self) -> list[dict[str, Any]]:
        return list(events_in(self.body[: self.body.rfind(b"\n\n") + 2]))

    @property
    def numbers(self) -> list[int]:
        return [event["n"] for event in self.events]

    async def until(self, condition: Callable[[Self], Any]) -> Self:
        async with asyncio.timeout(SOON):
            while not condition(self):
                self._news.clear()
                done, _ = await asyncio.wait(
                    [self.task, asyncio.ensure_future(self._news.wait())],
                    return_when=asyncio.FIRST_COMPLETED,
                )
                if self.task in done and not condition(self):
                    raise AssertionError(f"the line ended with {self.status}: {self.body!r}")
        return self

    async def has(self, number: int) -> Self:
        """Wait until an entry has come."""
        return await self.until(lambda line: number in line.numbers)

    async def answer(self) -> int | None:
        """Wait for the end; return the status, None if the address was nobody's stream."""
        async with asyncio.timeout(SOON):
            await asyncio.wait([self.task])
        return self.status

    def leave(self) -> None:
        self._left.set()

    async def _receive(self) -> dict[str, Any]:
        if self._left.is_set():
            return {"type": "http.disconnect"}
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        while self.stuck.is_set():
            await asyncio.sleep(0.02)
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {k.decode(): v.decode() for k, v in message["headers"]}
        else:
            self.body += message["body"]
            self.is_ended = not message["more_body"]
        self._news.set()
