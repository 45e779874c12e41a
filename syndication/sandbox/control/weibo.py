"""Orders about Weibo: applications, users, tokens, what owners do by hand."""

from typing import Any

from django.http import HttpRequest

from syndication.sandbox import clock
from syndication.sandbox.control.gate import Wrong, control, only, wanted
from syndication.sandbox.control.told_weibo import (
    APP_SETTINGS,
    app_told,
    article_told,
    comment_told,
    post_told,
    user_told,
)
from syndication.sandbox.models import HeadlineArticle, Post, WeiboApp, WeiboToken, WeiboUser
from syndication.sandbox.store import exclusive
from syndication.sandbox.weibo import comments, oauth, text
from syndication.sandbox.weibo.headlines import PREFIX

APP_FIELDS = ("app_secret", *APP_SETTINGS)
USER_FIELDS = ("screen_name", "verified", "verified_type")
ENCODINGS = ("percent", "plain")


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
        if app.article_encoding not in ENCODINGS:
            raise Wrong("article_encoding must be percent or plain")
        app.save()
    return app_told(app)


@control("POST")
def users(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    only(body, "uid", *USER_FIELDS)
    uid = str(wanted(body, "uid"))
    if not uid.isdigit():
        raise Wrong("uid must be a number")
    values = {name: body[name] for name in USER_FIELDS if name in body}
    with exclusive():
        user, _ = WeiboUser.objects.update_or_create(uid=uid, defaults=values)
    return user_told(user)


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
def post(request: HttpRequest, body: dict[str, Any], number: int) -> dict[str, Any]:
    """The owner edits a post in the web client, or shows it to fewer people."""
    only(body, "text", "visible")
    with exclusive():
        row = _post(number)
        if "text" in body:
            row.text, row.links = text.published(str(wanted(body, "text")))
            row.edited_at = clock.now()
        row.visible = int(body.get("visible", row.visible))
        row.save()
    return post_told(request, row)


@control("POST")
def delete_post(request: HttpRequest, body: dict[str, Any], number: int) -> dict[str, Any]:
    """The owner deletes a post by hand."""
    with exclusive():
        row = _post(number)
        row.deleted = True
        row.save(update_fields=["deleted"])
    return post_told(request, row)


@control("POST")
def comment(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Somebody comments on a post, without any application."""
    only(body, "mid", "uid", "text")
    with exclusive():
        row, user = _post(int(wanted(body, "mid"))), _user(str(wanted(body, "uid")))
        written = comments.write(row, user, str(wanted(body, "text")))
    return comment_told(written)


@control("POST")
def delete_article(request: HttpRequest, body: dict[str, Any], object_id: str) -> dict[str, Any]:
    """The owner deletes a headline article in the web editor; its post stays."""
    with exclusive():
        related = HeadlineArticle.objects.select_related("user", "app", "cover", "post")
        row = related.filter(number=object_id.removeprefix(PREFIX)).first()
        if row is None:
            raise Wrong("no such article", 404)
        row.deleted = True
        row.save(update_fields=["deleted"])
    return article_told(request, row)


def _post(number: int) -> Post:
    row = Post.objects.select_related("user", "app", "picture").filter(mid=number).first()
    if row is None:
        raise Wrong("no such post", 404)
    return row


def _user(uid: str) -> WeiboUser:
    user = WeiboUser.objects.filter(uid=uid).first()
    if user is None:
        raise Wrong("no such user", 404)
    return user


def _pair(body: dict[str, Any]) -> tuple[WeiboApp, WeiboUser]:
    app = WeiboApp.objects.filter(app_key=str(wanted(body, "app_key"))).first()
    if app is None:
        raise Wrong("no such application", 404)
    return app, _user(str(wanted(body, "uid")))
