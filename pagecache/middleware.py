"""Keeps public pages and answers with them; outermost, so that all headers are kept, too."""

import gzip
import logging
from collections.abc import Callable
from datetime import timedelta
from hashlib import blake2b

from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from pagecache import depends, tags
from pagecache.keys import key_of
from pagecache.log import log
from pagecache.serving import EVERY_SECONDS, answer, find, store
from pagecache.store import MOST_SECONDS, Kept

logger = logging.getLogger(__name__)

# They are worked out anew for every answer.
NOT_KEPT = frozenset(("content-length", "date", "x-cache"))


class PageCacheMiddleware:
    """Marks answers with `X-Cache`: hit, miss (and kept from now on) or pass (never kept)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if store.most_bytes <= 0:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key(request)
        if key is None:
            return self.get_response(request)
        try:
            if log.age > EVERY_SECONDS:
                log.look()
            kept = find(key)
            # What is begun now must not count a change as older than itself.
            since = log.number if kept else log.look()
        except DatabaseError:
            logger.exception("The log of changes cannot be read: pages are made anew")
            return self.get_response(request)
        if kept:
            return _answered(request, kept)
        response = self.get_response(request)
        if request.method == "GET" and may_be_kept(request, response):
            kept = _kept(request, response, since)
            store.keep(key, kept)
            response = _answered(request, kept)
            response["X-Cache"] = "miss"
        elif depends.of(request):
            response["X-Cache"] = "pass"
        return response


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether everybody may get this answer, and it is known when it is out of date."""
    said = depends.of(request)
    varies = {each.strip().lower() for each in response.get("Vary", "").split(",") if each.strip()}
    control = response.get("Cache-Control", "")
    return (
        said is not None
        and said.is_whole
        # Else each page would be kept as often as there are numbers.
        and (said.is_list or not request.META.get("QUERY_STRING"))
        and not said.is_refused
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and varies <= {"accept-encoding"}
        and "private" not in control
        and "no-store" not in control
        and "'nonce-" not in response.get("Content-Security-Policy", "")
    )


def _key(request: HttpRequest):
    # A preview is a request of Wagtail's own for the address of the page that it shows.
    if getattr(request, "is_dummy", False):
        return None
    return key_of(
        request.method,
        request.scheme,
        request.META.get("HTTP_HOST", ""),
        request.path_info,
        request.META.get("QUERY_STRING", ""),
    )


def _kept(request: HttpRequest, response: HttpResponse, since: int) -> Kept:
    said = depends.of(request)
    body = response.content
    etag = f'W/"{blake2b(body, digest_size=12).hexdigest()}"'
    if not response.has_header("Cache-Control"):
        # Readers ask each time, and are told in a few bytes that nothing has changed.
        response["Cache-Control"] = "public, no-cache"
    response["ETag"] = etag
    response["Vary"] = "Accept-Encoding"
    latest = timezone.now() + timedelta(seconds=MOST_SECONDS)
    return Kept(
        headers=tuple(
            (name, value) for name, value in response.items() if name.lower() not in NOT_KEPT
        ),
        body=body,
        squeezed=gzip.compress(body, 6, mtime=0),
        etag=etag,
        depends=frozenset((*said.tags, tags.ALL)),
        since=since,
        until=min(latest, said.until or latest),
    )


def _answered(request: HttpRequest, kept: Kept) -> HttpResponse:
    status, headers, body = answer(
        kept,
        request.META.get("HTTP_ACCEPT_ENCODING", ""),
        request.META.get("HTTP_IF_NONE_MATCH", ""),
    )
    return HttpResponse(body, status=status, headers=dict(headers))
