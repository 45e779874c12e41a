"""What every business call has to pass: method, token, right, quota."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from syndication.sandbox import clock, memory, uses
from syndication.sandbox.models import WeChatAccount, WeChatToken
from syndication.sandbox.wechat.answers import JSON, Refusal, answer, refuse
from syndication.sandbox.wechat.limits import A_MINUTE, NOT_COUNTED, daily_limit, has_right

_ESCAPE = re.compile(rb"(?<!\\)((?:\\\\)*)\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Call:
    """A call that got in. `literal` is the body with every `\\uXXXX` as its six characters."""

    request: HttpRequest
    account: WeChatAccount
    body: dict[str, Any]
    literal: dict[str, Any]


def endpoint_of(path: str) -> str:
    return path.removeprefix("/cgi-bin/")


def count(account: WeChatAccount, endpoint: str) -> None:
    """Count a call; raises Refusal 45011 or 45009 if the minute's or the day's are used up."""
    if endpoint.startswith(NOT_COUNTED):
        return
    now = clock.now()
    a_minute = A_MINUTE.get(endpoint)
    if a_minute and not uses.take(account.app_id, endpoint, clock.minute(now), a_minute):
        raise Refusal(45011)
    if not uses.take(account.app_id, endpoint, clock.day(now), daily_limit(account, endpoint)):
        raise Refusal(45009)


def require(request: HttpRequest, method: str) -> None:
    if request.method != method:
        raise Refusal(43001 if method == "GET" else 43002)


def business(
    method: str, content_type: str = JSON
) -> Callable[[Callable[[Call], dict[str, Any]]], Callable[[HttpRequest], HttpResponse]]:
    """Make a view of a function that takes a Call and returns the body of the answer."""

    def wrap(function: Callable[[Call], dict[str, Any]]) -> Callable[[HttpRequest], HttpResponse]:
        def view(request: HttpRequest) -> HttpResponse:
            endpoint = endpoint_of(request.path)
            try:
                require(request, method)
                account = _account(request)
                request.owner = account.app_id
                if not has_right(account, endpoint):
                    raise Refusal(48001)
                count(account, endpoint)
                body, literal = json_body(request)
                return answer(function(Call(request, account, body, literal)), content_type)
            except Refusal as refusal:
                return refuse(refusal)

        return view

    return wrap


def json_body(request: HttpRequest) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the body, and the body as the platform measures it."""
    if request.method != "POST" or request.content_type == "multipart/form-data":
        return {}, {}
    raw = request.body
    try:
        body = json.loads(raw.decode() or "{}")
        literal = body
        if b"\\u" in raw:
            literal = json.loads(_ESCAPE.sub(rb"\1\\\\u\2", raw).decode())
    except ValueError as error:
        raise Refusal(47001) from error
    if not isinstance(body, dict):
        raise Refusal(47001)
    return body, literal


def _account(request: HttpRequest) -> WeChatAccount:
    token = request.GET.get("access_token", "")
    if not token:
        raise Refusal(41001)
    tokens = WeChatToken.objects.select_related("account")
    row = memory.recall(WeChatToken, token, tokens.filter(token=token).first)
    if row is None:
        raise Refusal(40001 if len(token) >= 64 else 40014)
    if row.expires_at <= clock.now():
        raise Refusal(40001 if row.superseded else 42001)
    return row.account
