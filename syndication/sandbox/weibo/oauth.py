"""OAuth2: authorisation by a person, exchange of the code, questions about the token."""

import secrets
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from syndication.sandbox import clock
from syndication.sandbox.models import WeiboApp, WeiboCode, WeiboToken, WeiboUser
from syndication.sandbox.store import exclusive
from syndication.sandbox.weibo.answers import Refusal, answer, refuse
from syndication.sandbox.weibo.gate import check, token_of

CODE_LIFE = 600.0


def authorize(request: HttpRequest) -> HttpResponse:
    """The page on which a person says yes or no, and what follows from it."""
    given = request.POST if request.method == "POST" else request.GET
    try:
        app = WeiboApp.objects.filter(app_key=given.get("client_id", "")).first()
        if app is None:
            raise Refusal(21324)
        redirect_uri = given.get("redirect_uri", "")
        if redirect_uri not in app.redirect_uris:
            raise Refusal(21322)
        if given.get("response_type", "code") != "code":
            raise Refusal(21329)
    except Refusal as refusal:
        return refuse(request, refusal)
    state = given.get("state", "")
    if request.method != "POST":
        return render(
            request,
            "sandbox/authorize.html",
            {
                "app": app,
                "users": WeiboUser.objects.order_by("pk"),
                "redirect_uri": redirect_uri,
                "state": state,
            },
        )
    user = WeiboUser.objects.filter(uid=given.get("uid", "")).first()
    if given.get("decision") != "allow" or user is None:
        return _back(redirect_uri, state, error="access_denied", error_code="21330")
    with exclusive():
        code = WeiboCode.objects.create(
            code=secrets.token_hex(16),
            app=app,
            user=user,
            redirect_uri=redirect_uri,
            expires_at=clock.now() + CODE_LIFE,
        )
    return _back(redirect_uri, state, code=code.code)


def access_token(request: HttpRequest) -> HttpResponse:
    try:
        if request.method != "POST":
            raise Refusal(10021)
        app = WeiboApp.objects.filter(app_key=request.POST.get("client_id", "")).first()
        if app is None or request.POST.get("client_secret") != app.app_secret:
            raise Refusal(21324)
        if request.POST.get("grant_type") != "authorization_code":
            raise Refusal(21328)
        return answer(_exchanged(app, request))
    except Refusal as refusal:
        return refuse(request, refusal)


def get_token_info(request: HttpRequest) -> HttpResponse:
    try:
        if request.method != "POST":
            raise Refusal(10021)
        row = token_of(request)
        request.owner = row.user.uid
        check(row)
    except Refusal as refusal:
        return refuse(request, refusal)
    return answer(
        {
            "uid": int(row.user.uid),
            "appkey": int(row.app.app_key) if row.app.app_key.isdigit() else row.app.app_key,
            "scope": None,
            "create_at": int(row.created_at),
            # expire_in, not expires_in.
            "expire_in": int(row.expires_at - clock.now()),
        }
    )


def revokeoauth2(request: HttpRequest) -> HttpResponse:
    try:
        row = token_of(request)
        check(row)
    except Refusal as refusal:
        return refuse(request, refusal)
    with exclusive():
        WeiboToken.objects.filter(app=row.app, user=row.user).update(revoked=True)
    return answer({"result": "true"})


def issue(
    app: WeiboApp, user: WeiboUser, token: str = "", expires_in: float | None = None
) -> WeiboToken:
    """Return a new token of a user for an application."""
    now = clock.now()
    return WeiboToken.objects.create(
        token=token or f"2.00{secrets.token_urlsafe(22)}"[:32],
        app=app,
        user=user,
        created_at=now,
        expires_at=now + (app.token_life if expires_in is None else expires_in),
    )


def _exchanged(app: WeiboApp, request: HttpRequest) -> dict:
    with exclusive():
        code = WeiboCode.objects.filter(app=app, code=request.POST.get("code", "")).first()
        if code is None or code.used or code.expires_at <= clock.now():
            raise Refusal(21325)
        if request.POST.get("redirect_uri") != code.redirect_uri:
            raise Refusal(21322)
        code.used = True
        code.save(update_fields=["used"])
        row = issue(app, code.user)
    return {
        "access_token": row.token,
        "remind_in": str(app.token_life),
        "expires_in": app.token_life,
        "uid": code.user.uid,
        "isRealName": "true",
    }


def _back(redirect_uri: str, state: str, **params: str) -> HttpResponse:
    query = urlencode(({"state": state} if state else {}) | params)
    return HttpResponseRedirect(
        f"{redirect_uri}{'&' if urlsplit(redirect_uri).query else '?'}{query}"
    )
