"""The portal asked as an anonymous visitor asks it: through all of its middleware, in this process.

Nothing is asked from the database past the views, so nothing comes out that a visitor cannot get.
"""

import io
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpResponse

from mirror.addresses import Address
from pagecache import depends


@dataclass(slots=True)
class Answer:
    """What the portal answered; `tags` if it said all that the answer depends on."""

    status: int
    kind: str = ""
    body: bytes = b""
    leads_to: str = ""
    # Why no file can stand for it, or nothing.
    refused: str = ""
    tags: frozenset[str] | None = None
    until: Any = None
    # What a later request can ask with whether anything has changed (If-…).
    validators: dict[str, str] = field(default_factory=dict)


class Portal:
    """Made once: middleware reads settings and lists static files when it is made."""

    def __init__(self) -> None:
        self._handler = BaseHandler()
        self._handler.load_middleware()

    def answer(self, address: Address, validators: dict[str, str] | None = None) -> Answer:
        """Ask for an address. An answer that is for one visitor only is refused; a file that has
        not changed since it had these validators is answered with 304.
        """
        request = _request(address)
        for name, value in (validators or {}).items():
            request.META[name] = value
        response = self._handler.get_response(request)
        try:
            return _read(request, response)
        finally:
            # The connection to the database is for all requests of this process.
            request_finished.disconnect(close_old_connections)
            response.close()
            request_finished.connect(close_old_connections)


def _request(address: Address) -> WSGIRequest:
    parts = urlsplit(address.root)
    path, _, query = address.asked.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": parts.hostname or "",
        "SERVER_PORT": str(parts.port or (443 if parts.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": parts.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    if settings.SECURE_PROXY_SSL_HEADER:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        environ[name] = secure if parts.scheme == "https" else "http"
    request = WSGIRequest(environ)
    # The answer is made anew, and not taken from what this process keeps.
    request.is_dummy = True
    return request


def _read(request: WSGIRequest, response: HttpResponse) -> Answer:
    kind = response.get("Content-Type", "").split(";")[0].strip().lower()
    answer = Answer(response.status_code, kind)
    if response.status_code in {301, 302, 303, 307, 308}:
        answer.leads_to = response.get("Location", "")
        return answer
    if response.status_code != 200:
        return answer
    if refusal := _for_one_only(response):
        answer.refused = refusal
        return answer
    if response.streaming or "X-Accel-Redirect" in response:
        told = {"HTTP_IF_NONE_MATCH": "ETag", "HTTP_IF_MODIFIED_SINCE": "Last-Modified"}
        found = {name: response[header] for name, header in told.items() if header in response}
        answer.validators = found
    answer.body = _bytes(response)
    said = depends.of(request)
    if said is not None and said.is_whole and not said.is_refused:
        answer.tags, answer.until = frozenset(said.tags), said.until
    return answer


def _for_one_only(response: HttpResponse) -> str:
    control = response.get("Cache-Control", "")
    if response.cookies:
        return "sets a cookie"
    if "no-store" in control or "private" in control:
        return "is for one visitor"
    if response.streaming and response.get("Content-Type", "").startswith("text/event-stream"):
        return "is a live stream"
    return ""


def _bytes(response: HttpResponse) -> bytes:
    if handed := response.get("X-Accel-Redirect"):
        # The proxy in front would put the file in its place; there is none here.
        name = unquote(handed.removeprefix(settings.ATTACHMENTS_ACCEL))
        with default_storage.open(name) as file:
            return file.read()
    if response.streaming:
        return b"".join(response.streaming_content)
    return response.content
