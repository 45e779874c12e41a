"""获取接口调用凭据 and 获取稳定版接口调用凭据: two kinds of token that leave each other alone."""

import secrets

from django.http import HttpRequest, HttpResponse

from syndication.sandbox import clock, uses
from syndication.sandbox.models import WeChatAccount, WeChatToken
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat.answers import Refusal, answer, refuse
from syndication.sandbox.wechat.gate import count, json_body, require

LIFE = 7200.0
OVERLAP = 300.0
FORCED_PER_DAY, FORCED_APART = 20, 30.0


def token(request: HttpRequest) -> HttpResponse:
    try:
        require(request, "GET")
        account = _known(request, request.GET.dict(), wrong_secret=40125)
        count(account, "token")
        with exclusive():
            return _told(_new(account, "plain", overlap=OVERLAP))
    except Refusal as refusal:
        return refuse(refusal)


def stable_token(request: HttpRequest) -> HttpResponse:
    try:
        require(request, "POST")
        body, _ = json_body(request)
        account = _known(request, body, wrong_secret=40001)
        count(account, "stable_token")
        with exclusive():
            current = _current(account)
            if body.get("force_refresh") is True and _may_force(account, current):
                current = _new(account, "stable", overlap=0)
            elif current is None or current.expires_at - clock.now() <= OVERLAP:
                current = _new(account, "stable", overlap=OVERLAP)
            return _told(current)
    except Refusal as refusal:
        return refuse(refusal)


def _known(request: HttpRequest, given: dict, wrong_secret: int) -> WeChatAccount:
    if given.get("grant_type") != "client_credential":
        raise Refusal(40002)
    if not given.get("appid"):
        raise Refusal(41002)
    if not given.get("secret"):
        raise Refusal(41004)
    account = WeChatAccount.objects.filter(app_id=given["appid"]).first()
    if account is None:
        raise Refusal(40013)
    request.owner = account.app_id
    if given["secret"] != account.secret:
        raise Refusal(wrong_secret)
    address = request.META.get("REMOTE_ADDR", "")
    if account.ip_whitelist and address not in account.ip_whitelist:
        raise Refusal(40164, f"invalid ip {address} ipv6 ::ffff:{address}, not in whitelist,")
    return account


def _current(account: WeChatAccount) -> WeChatToken | None:
    return (
        WeChatToken.objects.filter(
            account=account, kind="stable", superseded=False, expires_at__gt=clock.now()
        )
        .order_by("-pk")
        .first()
    )


def _new(account: WeChatAccount, kind: str, overlap: float) -> WeChatToken:
    """Issue a token; the ones before it live on for `overlap` seconds at most."""
    now = clock.now()
    before = WeChatToken.objects.filter(account=account, kind=kind)
    before.update(superseded=True)
    before.filter(expires_at__gt=now + overlap).update(expires_at=now + overlap)
    return WeChatToken.objects.create(
        account=account,
        kind=kind,
        token=f"{secrets.randbelow(90) + 10}_{secrets.token_urlsafe(100)}",
        issued_at=now,
        expires_at=now + LIFE,
    )


def _may_force(account: WeChatAccount, current: WeChatToken | None) -> bool:
    """20 a day and 30 seconds apart; otherwise the token is simply not refreshed."""
    if current and clock.now() - current.issued_at < FORCED_APART:
        return False
    return uses.take(account.app_id, "force_refresh", clock.day(clock.now()), FORCED_PER_DAY)


def _told(row: WeChatToken) -> HttpResponse:
    left = round(row.expires_at - clock.now())
    return answer({"access_token": row.token, "expires_in": left})
