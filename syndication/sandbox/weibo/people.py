"""2/users and 2/account."""

from typing import Any

from syndication.sandbox import clock, uses
from syndication.sandbox.models import WeiboUser
from syndication.sandbox.weibo import told
from syndication.sandbox.weibo.answers import Refusal
from syndication.sandbox.weibo.gate import Call, for_user, limit, owner_of


@for_user("GET")
def show(call: Call) -> dict[str, Any]:
    users = WeiboUser.objects.all()
    if "uid" in call.params:
        user = users.filter(uid=call.params["uid"]).first()
    elif "screen_name" in call.params:
        user = users.filter(screen_name=call.params["screen_name"]).first()
    else:
        raise Refusal(10016, "miss required parameter (uid), see doc for more info.")
    if user is None:
        raise Refusal(20003)
    return told.user(user)


@for_user("GET")
def get_uid(call: Call) -> dict[str, Any]:
    return {"uid": int(call.user.uid)}


@for_user("GET")
def rate_limit_status(call: Call) -> dict[str, Any]:
    now = clock.now()
    owner, address = owner_of(call.app, call.user), f"ip:{call.request.META['REMOTE_ADDR']}"
    per_ip, per_user = limit(call.app, "ip_hour"), limit(call.app, "user_day")
    next_hour = (int(now) // 3600 + 1) * 3600
    return {
        "ip_limit": per_ip,
        "limit_time_unit": "HOURS",
        "remaining_ip_hits": per_ip - uses.taken(address, "weibo", clock.hour(now)),
        "remaining_user_hits": per_user - uses.taken(owner, "calls", clock.day(now)),
        "reset_time": clock.local(next_hour).strftime("%Y-%m-%d %H:%M:%S"),
        "reset_time_in_seconds": next_hour - int(now),
        "user_limit": per_user,
    }
