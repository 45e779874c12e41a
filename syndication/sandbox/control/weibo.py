"""Orders about Weibo: applications, users, tokens, what owners do by hand."""

from typing import Any

from django.http import HttpRequest

from syndication.sandbox.control.gate import Wrong, control, only, wanted
from syndication.sandbox.control.told import app_told, post_told
from syndication.sandbox.models import Post, WeiboApp, WeiboToken, WeiboUser
from syndication.sandbox.store import exclusive
from syndication.sandbox.weibo import oauth

APP_FIELDS = (
    "app_secret", "name", "redirect_uris", "safe_domains", "token_life", "quotas",
    "duplicate_window", "duplicates_count_deleted", "quoted_error_codes",
)  # fmt: skip


@control("POST")
def apps(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Create an application, or change what is named of one."""
    only(body, "app_key", *APP_FIELDS)
    app_key = str(wanted(body, "app_key"))
    with exclusive():
        app = WeiboApp.objects.filter(app_key=app_key).first() or WeiboApp(
            app_key=app_key, app_secret=wanted(body, "app_secret"), name="沙箱应用"
        )
        for name in APP_FIELDS:
            if name in body:
                setattr(app, name, body[name])
        app.save()
    return app_told(app)


@control("POST")
def users(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    only(body, "uid", "screen_name", "verified")
    uid = str(wanted(body, "uid"))
    if not uid.isdigit():
        raise Wrong("uid must be a number")
    values = {name: body[name] for name in ("screen_name", "verified") if name in body}
    with exclusive():
        user, _ = WeiboUser.objects.update_or_create(uid=uid, defaults=values)
    return {"uid": user.uid, "screen_name": user.screen_name, "verified": user.verified}


@control("POST")
def tokens(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Issue a token without anybody having to click."""
    only(body, "app_key", "uid", "access_token", "expires_in")
    with exclusive():
        app, user = _pair(body)
        token = body.get("access_token", "")
        WeiboToken.objects.filter(token=token).delete()
        row = oauth.issue(app, user, token, body.get("expires_in"))
    return {
        "access_token": row.token,
        "uid": user.uid,
        "expires_in": row.expires_at - row.created_at,
    }


@control("POST")
def revoke(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """The user withdraws the authorisation on weibo.com."""
    only(body, "app_key", "uid")
    with exclusive():
        app, user = _pair(body)
        count = WeiboToken.objects.filter(app=app, user=user).update(revoked=True)
    return {"revoked": count}


@control("POST")
def delete_post(request: HttpRequest, body: dict[str, Any], number: int) -> dict[str, Any]:
    """The owner deletes a post by hand."""
    with exclusive():
        post = Post.objects.select_related("user", "app", "picture").filter(mid=number).first()
        if post is None:
            raise Wrong("no such post", 404)
        post.deleted = True
        post.save(update_fields=["deleted"])
    return post_told(request, post)


def _pair(body: dict[str, Any]) -> tuple[WeiboApp, WeiboUser]:
    app = WeiboApp.objects.filter(app_key=str(wanted(body, "app_key"))).first()
    user = WeiboUser.objects.filter(uid=str(wanted(body, "uid"))).first()
    if app is None or user is None:
        raise Wrong("no such application or user", 404)
    return app, user
