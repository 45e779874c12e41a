"""Many readers of one stream in one process: bare sockets, because they share the machine with
the server that is measured. What came is kept as it came and looked at afterwards.
"""

import asyncio
import random
import re
import resource
import time
from dataclasses import dataclass, field

from tests.interviews.live.follower import Follower, events_in

SENT = re.compile(rb"\xe3\x80\x94(\d+\.\d+)\xe3\x80\x95")
ID = re.compile(rb"^id: (\d+)$", re.MULTILINE)
AT_ONCE = 100


@dataclass
class Visit:
    """One connection: when it stood, and what came when."""

    since: float = 0.0
    pieces: list[tuple[float, bytes]] = field(default_factory=list)
    status: bytes = b""

    @property
    def body(self) -> bytes:
        return b"".join(piece for _at, piece in self.pieces).partition(b"\r\n\r\n")[2]

    def whole(self) -> bytes:
        """Return what came up to the end of the last whole event."""
        body = self.body
        return body[: body.rfind(b"\n\n") + 2]


class Line(asyncio.Protocol):
    # Readers get the same bytes: each piece is kept once.
    known: dict[bytes, bytes] = {}

    def __init__(self, request: bytes) -> None:
        self.request, self.visit = request, Visit()
        self.ended = asyncio.get_running_loop().create_future()
        self.answered = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport = transport
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        now = time.time()
        if not self.answered.done():
            self.answered.set_result(None)
            self.visit.since = now
            self.visit.status = data[9:12]
        self.visit.pieces.append((now, self.known.setdefault(data, data)))

    def connection_lost(self, _error: Exception | None) -> None:
        for each in (self.ended, self.answered):
            if not each.done():
                each.set_result(None)


class Reader:
    """Follows a stream until told to stop; comes back from where it was when the line breaks."""

    def __init__(self, crowd: "Crowd", drops: bool) -> None:
        self.crowd, self.drops = crowd, drops
        self.visits: list[Visit] = []
        self.number = 0

    async def follow(self) -> None:
        while not self.crowd.is_over.is_set():
            async with self.crowd.doors:
                line = await self._connect()
            leaves = random.uniform(1, self.crowd.patience) if self.drops else None
            over = asyncio.ensure_future(self.crowd.is_over.wait())
            await asyncio.wait(
                [line.ended, over], timeout=leaves, return_when=asyncio.FIRST_COMPLETED
            )
            over.cancel()
            line.transport.abort()
            if found := ID.findall(line.visit.whole()):
                self.number = int(found[-1])
            if not self.crowd.is_over.is_set():
                await asyncio.sleep(random.uniform(0.2, 2))

    async def _connect(self) -> Line:
        crowd = self.crowd
        request = (
            # Without chunks, which would have to be taken apart.
            f"GET {crowd.path} HTTP/1.0\r\nHost: {crowd.host}:{crowd.port}\r\n"
            + (f"Last-Event-ID: {self.number}\r\n" if self.number else "")
            + "\r\n"
        )
        loop = asyncio.get_running_loop()
        _transport, line = await loop.create_connection(
            lambda: Line(request.encode()), "127.0.0.1", crowd.port
        )
        await line.answered
        self.visits.append(line.visit)
        return line

    def has(self, number: int) -> bool:
        id_line = b"id: %d\n" % number
        pieces = self.visits[-1].pieces[-4:]
        return self.number >= number or any(id_line in piece for _at, piece in pieces)

    def waits(self) -> list[float]:
        """Return the seconds from send to arrival of what was sent while the line stood."""
        waits = []
        for visit in self.visits:
            for at, piece in visit.pieces:
                sent = (float(each) for each in SENT.findall(piece))
                waits += [at - each for each in sent if each > visit.since]
        return waits

    def followed(self) -> Follower:
        """Return what the reader has in the end. Raises AssertionError at a gap or a repeat."""
        follower = Follower()
        for visit in self.visits:
            assert visit.status == b"200", f"the server answered {visit.status!r}"
            follower.take(events_in(visit.whole()))
        return follower


class Crowd:
    def __init__(self, host: str, port: int, path: str, count: int, dropping: float) -> None:
        """`dropping` is the share of readers whose line breaks again and again."""
        _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        self.host, self.port, self.path = host, port, path
        self.patience = 10.0
        self.is_over = asyncio.Event()
        self.doors = asyncio.Semaphore(AT_ONCE)
        self.readers = [Reader(self, number < count * dropping) for number in range(count)]

    def start(self) -> None:
        self._tasks = [asyncio.create_task(reader.follow()) for reader in self.readers]

    async def are_there(self) -> None:
        while sum(bool(reader.visits) for reader in self.readers) < len(self.readers):
            await asyncio.sleep(0.1)

    async def have(self, number: int, seconds: float) -> None:
        """Wait until every reader has an entry. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            for reader in self.readers:
                while not reader.has(number):
                    await asyncio.sleep(0.05)

    async def end(self) -> None:
        self.is_over.set()
        await asyncio.gather(*self._tasks)
