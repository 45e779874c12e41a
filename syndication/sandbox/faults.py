"""Misbehaving on demand, and keeping the log of calls.

`refuse` answers with an error. `stall` works and then keeps the caller waiting; `stall_before`
only keeps them waiting. `silent` works and hangs up; `drop` hangs up. `empty` and `html502`
work and answer with nothing, or with a gateway's page. `expire_token` invalidates all tokens.
"""

import socket
import time
from collections.abc import Callable

from django.db import connection, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse

from syndication.sandbox import clock
from syndication.sandbox.models import Fault, OfficialToken, Request, WeiboToken

KINDS = {"refuse", "stall", "stall_before", "silent", "drop", "empty", "html502", "expire_token"}
SECRET = {"secret", "access_token", "client_secret", "code"}
PLATFORM = ("/cgi-bin/", "/2/", "/oauth2/")
GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


class FaultMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PLATFORM):
            return self.get_response(request)
        # Faults hit the call as it comes in: it has been read to its end by then.
        _ = request.body
        _log(request)
        fault = _take(request.path)
        return self._misbehave(fault, request) if fault else self._work(request)

    def _work(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            return self.get_response(request)

    def _misbehave(self, fault: Fault, request: HttpRequest) -> HttpResponse:
        if fault.kind == "refuse":
            return _refusal(request.path, fault.params)
        if fault.kind == "expire_token":
            OfficialToken.objects.all().delete()
            WeiboToken.objects.update(expires_at=0)
            return self._work(request)
        if fault.kind in {"stall", "silent", "empty", "html502"}:
            self._work(request)
        if fault.kind in {"stall", "stall_before"}:
            connection.close()
            time.sleep(float(fault.params.get("seconds", 10)))
        if fault.kind == "empty":
            return HttpResponse(b"")
        if fault.kind == "html502":
            return HttpResponse(GATEWAY, status=502)
        return _hang_up(request)


def _hang_up(request: HttpRequest) -> HttpResponse:
    """End the connection without an answer. What is returned meets a closed socket."""
    request.META["gunicorn.socket"].shutdown(socket.SHUT_RDWR)
    return HttpResponse(b"")


def _log(request: HttpRequest) -> None:
    params = {**request.GET.dict(), **request.POST.dict()}
    Request.objects.create(
        method=request.method,
        path=request.path,
        params={key: value for key, value in params.items() if key not in SECRET},
        at=clock.now(),
    )


def _take(path: str) -> Fault | None:
    with transaction.atomic():
        for fault in Fault.objects.filter(left__gt=0).order_by("pk"):
            if not path.startswith(fault.match):
                continue
            if fault.after:
                Fault.objects.filter(pk=fault.pk).update(after=F("after") - 1)
                return None
            Fault.objects.filter(pk=fault.pk).update(left=F("left") - 1)
            return fault
    return None


def _refusal(path: str, params: dict) -> JsonResponse:
    code, text = params.get("errcode", -1), params.get("errmsg", "system error")
    if path.startswith("/cgi-bin/"):
        return JsonResponse({"errcode": code, "errmsg": f"{text} rid: sandbox-fault"})
    body = {"request": path, "error_code": code, "error": text}
    return JsonResponse(body, status=params.get("status", 400))
