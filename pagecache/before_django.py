"""What is kept goes out of the ASGI server's loop itself, before any thread or Django has it."""

from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

from pagecache.keys import key_of
from pagecache.log import log
from pagecache.serving import EVERY_SECONDS, answer, find

Send = Callable[[dict[str, Any]], Awaitable[None]]


async def answered(scope: dict[str, Any], send: Send) -> bool:
    """Answer a request from what is kept. False if it must be made, or the log looked at: that
    asks the database, and is done in a thread (`middleware`).
    """
    if log.age > EVERY_SECONDS:
        return False
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    key = key_of(
        scope["method"],
        _scheme(scope, headers),
        headers.get(b"host", ""),
        scope["path"],
        scope["query_string"].decode("latin-1"),
    )
    kept = find(key) if key else None
    if kept is None:
        return False
    status, out, body = answer(
        kept, headers.get(b"accept-encoding", ""), headers.get(b"if-none-match", "")
    )
    start = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in out]
    await send({"type": "http.response.start", "status": status, "headers": start})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
    return True


def _scheme(scope: dict[str, Any], headers: dict[bytes, str]) -> str:
    """Return the scheme as Django tells it (SECURE_PROXY_SSL_HEADER)."""
    if settings.SECURE_PROXY_SSL_HEADER:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        told = headers.get(name.removeprefix("HTTP_").replace("_", "-").lower().encode())
        if told is not None:
            return "https" if told.split(",", 1)[0].strip() == secure else "http"
    return scope.get("scheme", "http")
