"""Answering from what is kept, the same in the middleware and before Django."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.http import parse_etags

from pagecache.log import log
from pagecache.store import Kept, Key, Store

store = Store(settings.PAGECACHE_BYTES)

# A process looks at the log at most so often; it sees a change so much later.
EVERY_SECONDS = 0.2


def find(key: Key) -> Kept | None:
    """Return what is kept under a key, if it is right as far as the log has been read."""
    kept = store.get(key)
    if kept is None:
        return None
    if kept.is_over or not log.is_right(kept.since, kept.depends):
        store.drop(key)
        return None
    return kept


def answer(kept: Kept, accepted: str, known: str) -> tuple[int, Iterator[tuple[str, str]], bytes]:
    """Return status, headers and body for a reader, by its Accept-Encoding and If-None-Match."""
    if _has_it(known, kept.etag):
        return 304, iter((*kept.headers, ("X-Cache", "hit"))), b""
    is_squeezed = _takes_gzip(accepted)
    return 200, _headers(kept, is_squeezed), kept.squeezed if is_squeezed else kept.body


def _headers(kept: Kept, is_squeezed: bool) -> Iterator[tuple[str, str]]:
    yield from kept.headers
    yield "X-Cache", "hit"
    yield "Content-Length", str(len(kept.squeezed if is_squeezed else kept.body))
    if is_squeezed:
        yield "Content-Encoding", "gzip"


def _takes_gzip(accepted: str) -> bool:
    for each in accepted.lower().split(","):
        name, _, weight = each.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _has_it(known: str, etag: str) -> bool:
    names = parse_etags(known) if known else []
    return names == ["*"] or any(name.removeprefix("W/") == etag[2:] for name in names)
