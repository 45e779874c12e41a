"""What every call on behalf of a user has to pass: method, token, rate limits."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from syndication.sandbox import clock, memory, uses
from syndication.sandbox.models import WeiboApp, WeiboToken, WeiboUser
from syndication.sandbox.weibo.answers import Refusal, answer, refuse

# The figures of the newest Rate-limiting page. `user_day` counts all calls of a user in an app.
LIMITS = {"ip_hour": 15_000, "user_day": 100, "posts_hour": 30}
LONGEST_NUMBER = 18
NOT_COUNTED = frozenset({"/2/account/rate_limit_status.json"})


@dataclass(frozen=True, slots=True)
class Call:
    request: HttpRequest
    app: WeiboApp
    user: WeiboUser
    params: QueryDict

    def wanted(self, name: str) -> str:
        """Return a parameter. Raises Refusal 10016 if it is missing."""
        if name not in self.params:
            raise Refusal(10016, f"miss required parameter ({name}), see doc for more info.")
        return self.params[name]

    def number(self, name: str, default: int = 0) -> int:
        value = self.params.get(name)
        if value is None or value == "":
            return default
        if not value.isascii() or not value.isdigit() or len(value) > LONGEST_NUMBER:
            raise Refusal(10017, f"parameter ({name})'s value invalid, expect (int)")
        return int(value)


def page(call: Call, *, usual: int, most: int) -> slice:
    """Return which part of a list `count` and `page` ask for."""
    count = min(call.number("count", usual), most)
    number = max(call.number("page", 1), 1)
    return slice((number - 1) * count, number * count)


def limit(app: WeiboApp, name: str) -> int:
    return int(app.quotas.get(name, LIMITS[name]))


def for_user(
    method: str,
) -> Callable[[Callable[[Call], Any]], Callable[[HttpRequest], HttpResponse]]:
    """Make a view of a function that takes a Call and returns the body of the answer."""

    def wrap(function: Callable[[Call], Any]) -> Callable[[HttpRequest], HttpResponse]:
        def view(request: HttpRequest) -> HttpResponse:
            quoted = False
            try:
                if request.method != method:
                    raise Refusal(10021)
                row = token_of(request)
                quoted = row.app.quoted_error_codes
                request.owner = row.user.uid
                check(row)
                _count(request, row)
                params = request.POST if method == "POST" else request.GET
                body = function(Call(request, row.app, row.user, params))
                return body if isinstance(body, HttpResponse) else answer(body)
            except Refusal as refusal:
                return refuse(request, refusal, quoted=quoted)

        return view

    return wrap


def token_of(request: HttpRequest) -> WeiboToken:
    """Return the token of a call, from the header or a parameter. Raises Refusal."""
    header = request.headers.get("Authorization", "")
    token = header.removeprefix("OAuth2 ") if header.startswith("OAuth2 ") else ""
    token = token or request.POST.get("access_token") or request.GET.get("access_token") or ""
    if not token:
        raise Refusal(10006)
    tokens = WeiboToken.objects.select_related("app", "user")
    row = memory.recall(WeiboToken, token, tokens.filter(token=token).first)
    if row is None:
        raise Refusal(21332)
    return row


def check(row: WeiboToken) -> None:
    if row.revoked:
        raise Refusal(21316)
    if row.expires_at <= clock.now():
        raise Refusal(21327)


def _count(request: HttpRequest, row: WeiboToken) -> None:
    if request.path in NOT_COUNTED:
        return
    now = clock.now()
    address, owner = f"ip:{request.META.get('REMOTE_ADDR', '')}", owner_of(row.app, row.user)
    if not uses.take(address, "weibo", clock.hour(now), limit(row.app, "ip_hour")):
        raise Refusal(10022)
    if not uses.take(owner, "calls", clock.day(now), limit(row.app, "user_day")):
        raise Refusal(10023)


def owner_of(app: WeiboApp, user: WeiboUser) -> str:
    return f"{app.app_key}:{user.uid}"
