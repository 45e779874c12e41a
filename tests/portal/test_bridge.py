"""Ordinary requests under an ASGI server: what a WSGI application is told, and what comes back."""

import asyncio
import threading
from typing import Any

import pytest

from portal.bridge import Bridge

HELLO = [(b"host", b"localhost"), (b"content-type", b"text/plain"), (b"x-part", b"a")]


def scope(**values: Any) -> dict[str, Any]:
    return {
        "type": "http", "method": "POST", "path": "/政策/", "query_string": "q=电梯".encode(),
        "headers": [*HELLO, (b"x-part", b"b")], "http_version": "1.1", "scheme": "https",
        "server": ("localhost", 8000), "client": ("203.0.113.9", 4711), **values,
    }  # fmt: skip


def asked(
    application, *received, takes: int | None = None, headers=(), **limits: Any
) -> list[dict[str, Any]]:
    """Send a request in pieces; return what came back. The line is cut after `takes` messages."""
    messages = iter(received or [{"type": "http.request", "body": b""}])
    sent: list[dict[str, Any]] = []

    async def receive():
        message = next(messages, None)
        if message is None:
            # Nothing comes any more, and nobody hangs up.
            await asyncio.Event().wait()
        return message

    async def send(message):
        sent.append(message)
        if takes is not None and len(sent) >= takes:
            raise asyncio.CancelledError

    async def run():
        bridge = Bridge(application, threads=2, **limits)
        try:
            await bridge(scope(headers=[*HELLO, (b"x-part", b"b"), *headers]), receive, send)
        except asyncio.CancelledError:
            pass
        finally:
            bridge.close()

    asyncio.run(run())
    return sent


def echo(environ, start_response):
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    start_response("201 Created", [("Content-Type", "text/plain"), ("X-Of", "a"), ("X-Of", "b")])
    return [b"<", body, b">"]


def test_a_body_in_pieces_arrives_whole_and_the_answer_comes_back():
    sent = asked(
        echo,
        {"type": "http.request", "body": "电".encode(), "more_body": True},
        {"type": "http.request", "body": "梯".encode()},
    )

    assert sent[0]["status"] == 201
    assert sent[0]["headers"][1:] == [(b"x-of", b"a"), (b"x-of", b"b")]
    assert b"".join(message.get("body", b"") for message in sent) == "<电梯>".encode()
    assert not sent[-1]["more_body"]


def test_a_body_that_breaks_off_never_reaches_a_view():
    reached = []

    sent = asked(
        lambda *_: reached.append(1),
        {"type": "http.request", "body": b"half", "more_body": True},
        {"type": "http.disconnect"},
    )

    assert (sent, reached) == ([], [])


def pieces(number: int) -> list[dict[str, Any]]:
    return [{"type": "http.request", "body": b"x" * 100, "more_body": True}] * number


def test_a_body_that_is_too_large_is_refused_as_soon_as_it_is():
    reached = []

    sent = asked(lambda *_: reached.append(1), *pieces(6), most=500)

    assert (sent[0]["status"], reached) == (413, [])
    assert "过大" in sent[1]["body"].decode()
    assert dict(sent[0]["headers"])[b"connection"] == b"close"


def test_a_body_that_announces_to_be_too_large_is_not_read():
    sent = asked(lambda *_: 1, {}, headers=[(b"content-length", b"501")], most=500)

    assert sent[0]["status"] == 413


def test_a_body_as_large_as_may_be_arrives():
    last = {"type": "http.request", "body": b""}

    sent = asked(echo, *pieces(5), last, most=500)

    assert b"".join(message.get("body", b"") for message in sent) == b"<%b>" % (b"x" * 500)


def test_a_large_body_is_whole_behind_the_disk():
    body = bytes(range(256)) * 400
    parts = [{"type": "http.request", "body": body, "more_body": True}] * 4

    sent = asked(echo, *parts, {"type": "http.request", "body": b""})

    assert b"".join(message.get("body", b"") for message in sent) == b"<%b>" % (body * 4)


def test_a_body_that_does_not_come_is_not_waited_for():
    sent = asked(lambda *_: 1, *pieces(2), seconds=0.05)

    assert sent[0]["status"] == 408


def test_the_application_is_told_what_a_wsgi_server_tells():
    told = {}

    def application(environ, start_response):
        told.update(environ)
        return echo(environ, start_response)

    asked(application)

    assert told["PATH_INFO"].encode("latin-1").decode() == "/政策/"
    assert told["QUERY_STRING"].encode("latin-1").decode() == "q=电梯"
    assert told["CONTENT_TYPE"] == "text/plain"
    assert told["HTTP_X_PART"] == "a,b"
    assert told["REMOTE_ADDR"] == "203.0.113.9"
    assert told["wsgi.url_scheme"] == "https"


def test_an_application_that_fails_is_the_servers_to_report():
    def failing(*_):
        raise LookupError("no such view")

    with pytest.raises(LookupError):
        asked(failing)


def test_whoever_leaves_before_the_end_frees_the_thread():
    closed = threading.Event()

    def endless(environ, start_response):
        start_response("200 OK", [])
        try:
            while True:
                yield b"x" * 1000
        finally:
            closed.set()

    asked(endless, takes=3)

    assert closed.wait(10)


def test_there_are_never_more_requests_at_once_than_threads():
    at_once, most = [], []

    def application(environ, start_response):
        at_once.append(1)
        most.append(len(at_once))
        threading.Event().wait(0.05)
        at_once.pop()
        start_response("200 OK", [])
        return [b""]

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(_message):
        pass

    async def run():
        bridge = Bridge(application, threads=3)
        await asyncio.gather(*(bridge(scope(), receive, send) for _each in range(12)))
        bridge.close()

    asyncio.run(run())

    assert max(most) <= 3
    assert len(most) == 12
