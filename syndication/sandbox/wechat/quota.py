"""查询API调用额度 and 重置API调用次数."""

from typing import Any

from syndication.sandbox import clock, uses
from syndication.sandbox.models import Use
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat.answers import OK, Refusal
from syndication.sandbox.wechat.gate import Call, business, daily_limit, endpoint_of

CLEARINGS_PER_MONTH = 10


@business("POST")
def get(call: Call) -> dict[str, Any]:
    endpoint = endpoint_of(str(call.body.get("cgi_path", "")))
    limit = daily_limit(call.account, endpoint)
    if limit is None:
        raise Refusal(76021)
    used = uses.taken(call.account.app_id, endpoint, clock.day(clock.now()))
    quota = {"daily_limit": limit, "used": used, "remain": limit - used}
    return OK | {"quota": quota}


@business("POST")
def clear(call: Call) -> dict[str, Any]:
    if call.body.get("appid") != call.account.app_id:
        raise Refusal(40013)
    now = clock.now()
    month = clock.month(now)
    if not uses.take(call.account.app_id, "clear_quota", month, CLEARINGS_PER_MONTH):
        raise Refusal(48006)
    with exclusive():
        Use.objects.filter(owner=call.account.app_id, period=clock.day(now)).delete()
    return OK
