"""Bytes that are no request, or hardly one: the server refuses them, and goes on."""

import re
import socket
from collections.abc import Iterator

import pytest

from tests.installation import Installation

pytestmark = pytest.mark.long

HOST = b"Host: localhost\r\n"
END = b"Connection: close\r\n\r\n"
WHOLE = HOST + END
# Seconds after which whoever waits for the rest of a request will not answer.
PATIENCE = 3.0
POST = b"POST /search/ HTTP/1.1\r\n" + HOST


@pytest.fixture(scope="module")
def portal(tmp_path_factory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("broken")
    with Installation(folder, "http://localhost:9") as installation:
        installation.migrate()
        installation.python("from tests.home.factories import make_portal\nmake_portal()")
        installation.start("portal")
        yield installation


def answer_to(portal: Installation, sent: bytes, seconds: float = PATIENCE) -> bytes:
    """Return what is answered, until the line is closed from there or nothing more comes."""
    pieces: list[bytes] = []
    with socket.create_connection(("127.0.0.1", portal.port), timeout=seconds) as line:
        try:
            line.sendall(sent)
            while piece := line.recv(65536):
                pieces.append(piece)
        except (TimeoutError, ConnectionError):
            # It waits for more, or closes the line on whoever sends too much.
            pass
    return b"".join(pieces)


BROKEN = {
    "no request at all": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20,
    "a word": b"GARBAGE\r\n\r\n",
    "no version": b"GET /\r\n\r\n",
    "another version": b"GET / HTTP/9.9\r\n" + WHOLE,
    "a later protocol": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "two blanks": b"GET  / HTTP/1.1\r\n" + WHOLE,
    "no host": b"GET / HTTP/1.1\r\n" + END,
    "two hosts": b"GET / HTTP/1.1\r\nHost: evil.example\r\n" + WHOLE,
    "an unknown host": b"GET / HTTP/1.1\r\nHost: evil.example\r\n" + END,
    "a host that is none": b"GET / HTTP/1.1\r\nHost: [::1\r\n" + END,
    "a host of bytes": b"GET / HTTP/1.1\r\nHost: \xff\xfe\r\n" + END,
    "a whole address": b"GET http://evil.example/ HTTP/1.1\r\n" + WHOLE,
    "a broken whole address": b"GET http://[::1/ HTTP/1.1\r\n" + WHOLE,
    "another server's": b"CONNECT evil.example:443 HTTP/1.1\r\n" + WHOLE,
    "about no address": b"OPTIONS * HTTP/1.1\r\n" + WHOLE,
    "two slashes": b"GET //evil.example/%2e%2e/ HTTP/1.1\r\n" + WHOLE,
    "a path upwards": b"GET /static/../../../etc/passwd HTTP/1.1\r\n" + WHOLE,
    "a quoted path upwards": b"GET /static/%2e%2e/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" + WHOLE,
    "a NUL": b"GET /\x00 HTTP/1.1\r\n" + WHOLE,
    "a quoted NUL": b"GET /%00 HTTP/1.1\r\n" + WHOLE,
    "a NUL below static files": b"GET /static/%00 HTTP/1.1\r\n" + WHOLE,
    "bytes in the path": b"GET /\xff\xfe/ HTTP/1.1\r\n" + WHOLE,
    "Chinese in the path": "GET /要闻/ HTTP/1.1\r\n".encode() + WHOLE,
    "Chinese in the query": "GET /search/?q=要闻 HTTP/1.1\r\n".encode() + WHOLE,
    "half a letter": b"GET /%e4%b8/?q=%e4%b8 HTTP/1.1\r\n" + WHOLE,
    "a surrogate": b"GET /%ed%a0%80/?q=%ed%a0%80 HTTP/1.1\r\n" + WHOLE,
    "a broken quotation": b"GET /%zz/?q=% HTTP/1.1\r\n" + WHOLE,
    "8 KB of query": b"GET /search/?q=" + b"a" * 8000 + b" HTTP/1.1\r\n" + WHOLE,
    "a line too long": b"GET /" + b"a" * 60_000 + b" HTTP/1.1\r\n" + WHOLE,
    "a header too long": b"GET / HTTP/1.1\r\nX: " + b"a" * 200_000 + b"\r\n" + WHOLE,
    "a thousand headers": b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 1000 + WHOLE,
    "a header without a name": b"GET / HTTP/1.1\r\n: x\r\n" + WHOLE,
    "a header without a colon": b"GET / HTTP/1.1\r\nnothing\r\n" + WHOLE,
    "a NUL in a header": b"GET / HTTP/1.1\r\nX: a\x00b\r\n" + WHOLE,
    "a folded header": b"GET / HTTP/1.1\r\nX: a\r\n  b\r\n" + WHOLE,
    "bytes in every header": b"GET / HTTP/1.1\r\nCookie: \xff=\xfe\r\nIf-None-Match: \xff\r\n"
    b"Accept-Encoding: \xff\r\nAccept-Language: \xff\r\nReferer: \xff\r\n" + WHOLE,
    "a range": b"GET /static/home/css/base.css HTTP/1.1\r\nRange: bytes=9-1\r\n" + WHOLE,
    "many ranges": b"GET /static/home/css/base.css HTTP/1.1\r\nRange: bytes=" + b"0-1," * 900
    + b"\r\n" + WHOLE,
    "a broken date": b"GET /static/home/css/base.css HTTP/1.1\r\nIf-Modified-Since: x\r\n" + WHOLE,
    "no length": POST + END,
    "a length below nothing": POST + b"Content-Length: -1\r\n" + END,
    "a length that is none": POST + b"Content-Length: abc\r\n" + END,
    "a length past all numbers": POST + b"Content-Length: " + b"9" * 60 + b"\r\n" + END,
    "two lengths": POST + b"Content-Length: 1\r\nContent-Length: 2\r\n" + END + b"ab",
    "pieces and a length": POST + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n" + END
    + b"0\r\n\r\n",
    "pieces that are none": POST + b"Transfer-Encoding: chunked\r\n" + END + b"zz\r\nabc\r\n",
    "an unknown transfer": POST + b"Transfer-Encoding: gzip\r\n" + END,
    "less than announced": POST + b"Content-Length: 500\r\n" + END + b"ab",
    "an unknown method": b"PROPFIND / HTTP/1.1\r\n" + WHOLE,
    "a method of bytes": b"\xff\xfe / HTTP/1.1\r\n" + WHOLE,
    "another connection": b"GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + HOST
    + b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n",
    "what is expected": b"GET / HTTP/1.1\r\nExpect: wonders\r\n" + WHOLE,
    "a secret page below a page": b"GET /search/?q=a HTTP/1.1\r\n" + HOST
    + b"\r\nGET /admin/ HTTP/1.1\r\n" + WHOLE,
}  # fmt: skip


@pytest.mark.parametrize("sent", BROKEN.values(), ids=BROKEN)
def test_what_is_no_request_breaks_nothing(portal, sent):
    length = len(portal.log("portal"))
    answer = answer_to(portal, sent)
    statuses = re.findall(rb"^HTTP/1\.\d (\d+)", answer, re.MULTILINE)
    assert bool(statuses) == bool(answer), answer[:200]
    assert [status for status in statuses if status >= b"500"] == [], answer[:200]
    whole = answer_to(portal, b"GET / HTTP/1.1\r\n" + WHOLE, seconds=30)
    assert whole.startswith(b"HTTP/1.1 200 "), whole[:200]
    assert "Internal Server Error" not in portal.log("portal")[length:]
