"""查询API调用额度 and 重置API调用次数."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from syndication.sandbox import clock, uses
from syndication.sandbox.models import Use, WeChatAccount
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat.answers import OK, Refusal, answer, refuse
from syndication.sandbox.wechat.gate import Call, business, endpoint_of, json_body, require
from syndication.sandbox.wechat.limits import A_MINUTE, daily_limit

CLEARINGS_PER_MONTH = 10
CLEARINGS_OF_ONE_PER_MONTH = 50


@business("POST")
def get(call: Call) -> dict[str, Any]:
    endpoint = _endpoint(call.body)
    limit = daily_limit(call.account, endpoint)
    used = uses.taken(call.account.app_id, endpoint, clock.day(clock.now()))
    told: dict[str, Any] = {
        "quota": {"daily_limit": limit, "used": used, "remain": max(limit - used, 0)}
    }
    if endpoint in A_MINUTE:
        told["rate_limit"] = {"call_count": A_MINUTE[endpoint], "refresh_second": 60}
    return OK | told


@business("POST")
def clear(call: Call) -> dict[str, Any]:
    if call.body.get("appid") != call.account.app_id:
        raise Refusal(40013)
    return _cleared(call.account)


def clear_with_secret(request: HttpRequest) -> HttpResponse:
    """clear_quota/v2: works when there is no getting at a token any more."""
    try:
        require(request, "POST")
        given = request.GET.dict() | request.POST.dict()
        if not request.POST:
            given |= json_body(request)[0]
        account = WeChatAccount.objects.filter(app_id=str(given.get("appid", ""))).first()
        if account is None:
            raise Refusal(40013)
        request.owner = account.app_id
        if given.get("appsecret") != account.secret:
            raise Refusal(40125)
        return answer(_cleared(account))
    except Refusal as refusal:
        return refuse(refusal)


@business("POST")
def clear_one(call: Call) -> dict[str, Any]:
    endpoint = _endpoint(call.body)
    now = clock.now()
    owner = call.account.app_id
    if not uses.take(owner, "quota/clear", clock.month(now), CLEARINGS_OF_ONE_PER_MONTH):
        raise Refusal(48006)
    with exclusive():
        Use.objects.filter(owner=owner, what=endpoint, period=clock.day(now)).delete()
    return OK


def _cleared(account: WeChatAccount) -> dict[str, Any]:
    now = clock.now()
    if not uses.take(account.app_id, "clear_quota", clock.month(now), CLEARINGS_PER_MONTH):
        raise Refusal(48006)
    with exclusive():
        Use.objects.filter(owner=account.app_id, period=clock.day(now)).delete()
    return OK


def _endpoint(body: dict[str, Any]) -> str:
    """Return the endpoint a `cgi_path` names. Raises Refusal 76021."""
    path = str(body.get("cgi_path", ""))
    try:
        resolve(path)
    except Resolver404 as error:
        raise Refusal(76021) from error
    if not path.startswith("/cgi-bin/"):
        raise Refusal(76021)
    return endpoint_of(path)
