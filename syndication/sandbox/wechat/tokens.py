"""Access tokens (获取接口调用凭据, 获取稳定版接口调用凭据)."""

import json
import secrets

from django.http import HttpRequest

from syndication.sandbox import clock
from syndication.sandbox.models import OfficialAccount, OfficialToken
from syndication.sandbox.wechat.errors import WeChatRefusal

LIFE = 7200
OVERLAP = 300
FORCE_PAUSE = 30


def stable_token(request: HttpRequest) -> dict[str, object]:
    """The same token until five minutes before its end; then a new one, and both are good."""
    if request.method != "POST":
        raise WeChatRefusal(43002)
    try:
        body = json.loads(request.body)
    except ValueError as error:
        raise WeChatRefusal(47001) from error
    account = _known(request, body)
    now = clock.now()
    tokens = OfficialToken.objects.filter(account=account, family="stable")
    newest = tokens.order_by("-expires_at").first()
    if body.get("force_refresh") and now - account.forced_at >= FORCE_PAUSE:
        tokens.delete()
        account.forced_at = now
        account.save(update_fields=["forced_at"])
        newest = None
    if newest is None or newest.expires_at - now <= OVERLAP:
        newest = _issue(account, "stable")
    return {"access_token": newest.token, "expires_in": int(newest.expires_at - now)}


def token(request: HttpRequest) -> dict[str, object]:
    """A new token with every call; the one before lives on for five minutes."""
    account = _known(request, request.GET)
    limit = clock.now() + OVERLAP
    OfficialToken.objects.filter(account=account, family="plain", expires_at__gt=limit).update(
        expires_at=limit
    )
    return {"access_token": _issue(account, "plain").token, "expires_in": LIFE}


def account_of(request: HttpRequest) -> OfficialAccount:
    """Return whose token a call carries. Raises WeChatRefusal."""
    given = request.GET.get("access_token", "")
    if not given:
        raise WeChatRefusal(41001)
    row = OfficialToken.objects.select_related("account").filter(token=given).first()
    if row is None:
        raise WeChatRefusal(40001)
    if row.expires_at <= clock.now():
        raise WeChatRefusal(42001)
    return row.account


def _known(request: HttpRequest, body) -> OfficialAccount:
    if body.get("grant_type") != "client_credential":
        raise WeChatRefusal(40002)
    if not body.get("appid"):
        raise WeChatRefusal(41002)
    if not body.get("secret"):
        raise WeChatRefusal(41004)
    account = OfficialAccount.objects.filter(pk=body["appid"]).first()
    if account is None:
        raise WeChatRefusal(40013)
    if account.secret != body["secret"]:
        raise WeChatRefusal(40125)
    address = request.META.get("REMOTE_ADDR", "")
    if account.ip_whitelist and address not in account.ip_whitelist:
        raise WeChatRefusal(40164, f"invalid ip {address} ipv6 ::ffff:{address}, not in whitelist")
    return account


def _issue(account: OfficialAccount, family: str) -> OfficialToken:
    return OfficialToken.objects.create(
        account=account,
        family=family,
        token=secrets.token_urlsafe(100),
        expires_at=clock.now() + LIFE,
    )
