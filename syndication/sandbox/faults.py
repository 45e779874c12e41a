"""Trouble to order: refusals, lost answers, dropped connections."""

import json
import random
import select
import socket
import time
from collections import defaultdict
from contextlib import suppress
from itertools import count

from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException

from syndication.sandbox.models import Fault, WeChatToken, WeiboToken
from syndication.sandbox.store import alone

KINDS = frozenset(
    {"refuse", "stall", "stall_before", "silent", "drop", "empty", "html502", "expire_token"}
)
# What may befall a push; they are ordered with this in place of a path.
PUSHES = "callback"
PUSH_KINDS = frozenset({"lost", "doubled"})
BAD_GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
)
STALL_SECONDS = 30.0

# How many requests have come past each fault that strikes by chance.
_passed: defaultdict[int, count] = defaultdict(count)
# What is ordered; every request asks. None: to be looked up.
_ordered: list[Fault] | None = None


def ordered() -> None:
    """Look again for what is ordered; to be called, with the store, by whoever changes that."""
    global _ordered
    _ordered = None


def take(path: str) -> Fault | None:
    """Return the trouble ordered for this request, and count it."""
    global _ordered
    if _ordered == []:
        return None
    with alone:
        if _ordered is None:
            _ordered = list(Fault.objects.filter(times__gt=0).order_by("pk"))
        for fault in _ordered:
            if not path.startswith(fault.match) or not fault.times:
                continue
            if fault.after > 0:
                fault.after -= 1
                _count(fault)
            elif _strikes(fault):
                fault.times -= 1
                fault.hits += 1
                _count(fault)
                return fault
    return None


def _count(fault: Fault) -> None:
    counted = {"after": fault.after, "times": fault.times, "hits": fault.hits}
    Fault.objects.filter(pk=fault.pk).update(**counted)


def _strikes(fault: Fault) -> bool:
    """Decide by `params.rate`, the same for the same seed and number of the request."""
    rate = fault.params.get("rate")
    if rate is None:
        return True
    draw = f"{fault.params.get('seed', 0)} {fault.kind} {next(_passed[fault.pk])}"
    return random.Random(draw).random() < rate  # noqa: S311 - a game of chance


def pushes(copies: int) -> int:
    """Return how often an event ordered `copies` times is really pushed."""
    fault = take(PUSHES)
    return copies if fault is None else 0 if fault.kind == "lost" else 2 * copies


def instead(fault: Fault, request: HttpRequest) -> HttpResponse | None:
    """Return an answer if the work is not to be done, after the time it takes."""
    match fault.kind:
        case "refuse":
            return _refusal(request, fault.params)
        case "html502":
            return _no_news(HttpResponse(BAD_GATEWAY, status=502, content_type="text/html"))
        case "drop":
            return hang_up(request)
        case "stall_before":
            _wait(request, fault)
            return hang_up(request)
        case "expire_token":
            _expire(request)
    return None


def afterwards(fault: Fault, request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Spoil the answer to work that has been done."""
    match fault.kind:
        case "empty":
            return HttpResponse(b"", content_type="text/plain")
        case "silent":
            return hang_up(request)
        case "stall":
            _wait(request, fault)
            return hang_up(request)
    return response


def hang_up(request: HttpRequest) -> HttpResponse:
    """Close the connection without an answer."""
    _read_all(request)
    with suppress(OSError):
        request.META["gunicorn.socket"].shutdown(socket.SHUT_RDWR)
    response = _no_news(HttpResponse(status=500))
    response.unanswered = True
    return response


def _no_news(response: HttpResponse) -> HttpResponse:
    """Keep Django from logging as an error what was ordered."""
    response._has_been_logged = True
    return response


def _read_all(request: HttpRequest) -> None:
    """Unread bytes would turn the end of a connection into a reset."""
    with suppress(RawPostDataException):
        _ = request.body


def _wait(request: HttpRequest, fault: Fault) -> None:
    """Hold the request; end early when the client leaves or the fault is withdrawn."""
    sock = request.META["gunicorn.socket"]
    end = time.monotonic() + float(fault.params.get("seconds", STALL_SECONDS))
    _read_all(request)
    while (left := end - time.monotonic()) > 0:
        readable, _, _ = select.select([sock], [], [], min(left, 0.25))
        if readable and not sock.recv(1, socket.MSG_PEEK):
            return
        if readable:
            time.sleep(0.25)
        if not Fault.objects.filter(pk=fault.pk).exists():
            return


def _refusal(request: HttpRequest, params: dict) -> HttpResponse:
    code = int(params.get("errcode", params.get("error_code", params.get("code", -1))))
    text = str(params.get("errmsg", params.get("error", params.get("msg", "system busy"))))
    if request.path.startswith("/cgi-bin/"):
        body, status = {"errcode": code, "errmsg": text}, 200
    elif "code" in params:
        body, status = {"code": str(code), "msg": text, "data": ""}, 200
    else:
        body, status = {"error": text, "error_code": code, "request": request.path}, 400
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=int(params.get("status", status)),
        content_type="application/json; charset=UTF-8",
    )
    response.code = code
    return response


def _expire(request: HttpRequest) -> None:
    token = request.GET.get("access_token") or request.POST.get("access_token") or ""
    header = request.headers.get("Authorization", "")
    token = token or header.removeprefix("OAuth2 ")
    WeChatToken.objects.filter(token=token).update(expires_at=0)
    WeiboToken.objects.filter(token=token).update(expires_at=0)
