"""The portal's ordinary requests under an ASGI server: WSGI, in a fixed number of threads.

A thread keeps its database connection from one request to the next, and there are never more of
either than `threads`. A request waits for a thread only when its body is there, so a slow upload
holds none up; one that breaks off, is too large or takes too long never reaches a view.
"""

import asyncio
import sys
import tempfile
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

IN_MEMORY = 256 * 1024
# How many pieces of an answer may wait for a slow line.
AHEAD = 4
PIECE = 64 * 1024


# What is told instead of a page, for there is no view yet: a status and words.
TOO_LARGE = 413, "上传的内容过大，未被接收。请压缩或拆分后重试。"
TOO_SLOW = 408, "上传用时过长，已中断。请检查网络后重试。"


class Gone(OSError):
    """Whoever asked does not wait for the answer any more."""


class _Unwanted(Exception):
    """A body that is not taken; holds the status and the words of the answer."""


class Bridge:
    """An ASGI application that has a WSGI application answer.

    A body has at most `most` bytes and comes within `seconds`; None stands for no limit.
    """

    def __init__(
        self,
        application: Callable,
        threads: int,
        most: int | None = None,
        seconds: float | None = None,
    ) -> None:
        self._application = application
        self._most, self._seconds = most, seconds
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="portal")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            try:
                if not await self._received(scope, receive, body):
                    return
            except _Unwanted as unwanted:
                await _say(send, *unwanted.args)
                return
            body.seek(0)
            answer = _Answer(asyncio.get_running_loop())
            work = asyncio.get_running_loop().run_in_executor(
                self._threads, answer.give, self._application, environ_of(scope, body)
            )
            try:
                await answer.passed_on(send)
            finally:
                answer.let_go()
                # The body is the thread's until it has ended, even if nobody waits any more.
                await asyncio.shield(_ended(work))
            work.result()

    async def _received(self, scope: Scope, receive: Receive, body: IO[bytes]) -> bool:
        """Take in the body; tell whether all of it came. Raises _Unwanted."""
        if self._most is not None and _announced(scope) > self._most:
            raise _Unwanted(*TOO_LARGE)
        length = 0
        try:
            async with asyncio.timeout(self._seconds):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return False
                    piece = message.get("body", b"")
                    length += len(piece)
                    if self._most is not None and length > self._most:
                        raise _Unwanted(*TOO_LARGE)
                    if length > IN_MEMORY:
                        # A disk takes its time, and the loop has none.
                        await asyncio.to_thread(body.write, piece)
                    else:
                        body.write(piece)
                    if not message.get("more_body", False):
                        return True
        except TimeoutError:
            raise _Unwanted(*TOO_SLOW) from None

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


class _Answer:
    """One answer on its way from a thread to the loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._messages: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self._room = threading.Semaphore(AHEAD)
        self._is_gone = False
        self._start: dict[str, Any] | None = None

    # --- in the thread

    def give(self, application: Callable, environ: dict[str, Any]) -> None:
        try:
            pieces = application(environ, self._start_response)
            try:
                for piece in pieces:
                    if piece:
                        self._write(piece)
                self._begin()
                self._put({"type": "http.response.body", "body": b"", "more_body": False})
            finally:
                if hasattr(pieces, "close"):
                    pieces.close()
        except Gone:
            pass
        finally:
            self._loop.call_soon_threadsafe(self._messages.put_nowait, None)

    def _start_response(
        self, status: str, headers: list[tuple[str, str]], exc_info: Any = None
    ) -> Callable[[bytes], None]:
        if exc_info and self._start is None:
            raise exc_info[1].with_traceback(exc_info[2])
        self._start = {
            "type": "http.response.start",
            "status": int(status.split(" ", 1)[0]),
            "headers": [
                (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers
            ],
        }
        return self._write

    def _begin(self) -> None:
        if self._start:
            start, self._start = self._start, None
            self._put(start)

    def _write(self, piece: bytes) -> None:
        self._begin()
        self._put({"type": "http.response.body", "body": piece, "more_body": True})

    def _put(self, message: dict[str, Any]) -> None:
        self._room.acquire()
        if self._is_gone:
            self._room.release()
            raise Gone
        self._loop.call_soon_threadsafe(self._messages.put_nowait, message)

    # --- in the loop

    async def passed_on(self, send: Send) -> None:
        while (message := await self._messages.get()) is not None:
            await send(message)
            self._room.release()

    def let_go(self) -> None:
        self._is_gone = True
        self._room.release()


class FileWrapper:
    """Reads a file in pieces worth a walk from thread to loop, whatever size is asked for."""

    def __init__(self, file: IO[bytes], _size: int = 0) -> None:
        self._file = file
        if hasattr(file, "close"):
            self.close = file.close

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._file.read(PIECE):
            yield piece


def environ_of(scope: Scope, body: IO[bytes]) -> dict[str, Any]:
    """Return the WSGI environment of a request (PEP 3333)."""
    server, port = scope.get("server") or ("localhost", 80)
    root = scope.get("root_path", "")
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": _as_wsgi(root),
        "PATH_INFO": _as_wsgi(scope["path"].removeprefix(root)),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server,
        "SERVER_PORT": str(port or ""),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileWrapper,
    }
    if client := scope.get("client"):
        environ["REMOTE_ADDR"], environ["REMOTE_PORT"] = client[0], str(client[1])
    for name, value in _headers(scope["headers"]):
        environ[name] = f"{environ[name]},{value}" if name in environ else value
    # Whatever was announced, or came in pieces: this is what is there.
    environ["CONTENT_LENGTH"] = str(_length(body))
    return environ


def _headers(headers: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[str, str]]:
    for name, value in headers:
        wsgi = name.decode("latin-1").upper().replace("-", "_")
        yield "CONTENT_TYPE" if wsgi == "CONTENT_TYPE" else f"HTTP_{wsgi}", value.decode("latin-1")


def _as_wsgi(path: str) -> str:
    return path.encode("utf-8", "surrogateescape").decode("latin-1")


def _length(body: IO[bytes]) -> int:
    at = body.tell()
    length = body.seek(0, 2)
    body.seek(at)
    return length


def _announced(scope: Scope) -> int:
    """Return how long a body says it is; 0 for none and for nonsense."""
    said = dict(scope["headers"]).get(b"content-length", b"")
    return int(said) if said.isdigit() and len(said) < 20 else 0


async def _say(send: Send, status: int, words: str) -> None:
    body = words.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        # What is still under way is not read any more.
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


async def _ended(work: asyncio.Future) -> None:
    await asyncio.wait([work])
