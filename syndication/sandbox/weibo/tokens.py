"""OAuth 2 as Weibo speaks it (Oauth2/authorize, access_token, get_token_info, revokeoauth2)."""

import secrets
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from syndication.sandbox import clock
from syndication.sandbox.models import Code, WeiboApp, WeiboToken, WeiboUser
from syndication.sandbox.weibo.errors import WeiboRefusal

CODE_LIFE = 600


def caller(request: HttpRequest) -> WeiboToken:
    """Return the token a call carries, in its header or a field. Raises WeiboRefusal."""
    header = request.headers.get("Authorization", "")
    given = header.removeprefix("OAuth2 ") if header.startswith("OAuth2 ") else ""
    given = given or request.POST.get("access_token") or request.GET.get("access_token", "")
    if not given:
        raise WeiboRefusal(10006)
    token = WeiboToken.objects.select_related("user", "app").filter(token=given).first()
    if token is None or token.is_revoked:
        raise WeiboRefusal(21332, 403)
    if token.expires_at <= clock.now():
        raise WeiboRefusal(21327, 403)
    return token


def issue(app: WeiboApp, user: WeiboUser, life: float | None = None, token: str = "") -> WeiboToken:
    now = clock.now()
    return WeiboToken.objects.create(
        app=app,
        user=user,
        token=token or f"2.00{secrets.token_urlsafe(21)}",
        created_at=now,
        expires_at=now + (app.token_life if life is None else life),
    )


def authorize(request: HttpRequest) -> HttpResponse:
    """The page on which a person chooses who they are and consents, or does not."""
    asked = request.GET
    app = WeiboApp.objects.filter(pk=asked.get("client_id", "")).first()
    if app is None:
        raise WeiboRefusal(21324)
    redirect_uri = asked.get("redirect_uri", "")
    if redirect_uri not in app.redirect_uris:
        raise WeiboRefusal(21322)
    if request.method != "POST":
        users = WeiboUser.objects.order_by("screen_name")
        return render(request, "sandbox/authorize.html", {"app": app, "users": users})
    state = {"state": asked["state"]} if asked.get("state") else {}
    user = WeiboUser.objects.filter(pk=request.POST.get("uid", "")).first()
    if "refuse" in request.POST or user is None:
        answer = {**state, "error": "access_denied", "error_code": "21330"}
        return redirect(f"{redirect_uri}?{urlencode(answer)}")
    code = Code.objects.create(
        app=app,
        user=user,
        code=secrets.token_hex(16),
        redirect_uri=redirect_uri,
        expires_at=clock.now() + CODE_LIFE,
    )
    return redirect(f"{redirect_uri}?{urlencode({**state, 'code': code.code})}")


def access_token(request: HttpRequest) -> dict[str, Any]:
    """Exchange a code, once."""
    given = request.POST
    app = WeiboApp.objects.filter(pk=given.get("client_id", "")).first()
    if app is None or app.app_secret != given.get("client_secret"):
        raise WeiboRefusal(21324)
    if given.get("grant_type") != "authorization_code":
        raise WeiboRefusal(21328)
    code = Code.objects.filter(app=app, code=given.get("code", "")).first()
    if code is None or code.expires_at <= clock.now():
        raise WeiboRefusal(21325)
    if code.redirect_uri != given.get("redirect_uri"):
        raise WeiboRefusal(21322)
    token = issue(app, code.user)
    code.delete()
    return {
        "access_token": token.token,
        "expires_in": int(token.expires_at - token.created_at),
        "remind_in": str(int(token.expires_at - token.created_at)),
        "uid": code.user_id,
        "isRealName": "true",
    }


def get_token_info(request: HttpRequest) -> dict[str, Any]:
    """The remaining life is called expire_in here, and the uid is a number."""
    token = caller(request)
    return {
        "uid": int(token.user_id),
        "appkey": token.app_id,
        "scope": None,
        "create_at": int(token.created_at),
        "expire_in": int(token.expires_at - clock.now()),
    }


def revoke(request: HttpRequest) -> dict[str, Any]:
    token = caller(request)
    token.is_revoked = True
    token.save()
    return {"result": "true"}
