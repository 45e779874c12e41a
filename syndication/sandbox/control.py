"""The sandbox's own interface under /_control/: set it up, look at it, make it misbehave."""

import json
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from syndication.sandbox import clock, models
from syndication.sandbox.faults import KINDS
from syndication.sandbox.wechat import callbacks
from syndication.sandbox.weibo import tokens

# Pages elsewhere can make a browser post here, but not with a header of their own.
HEADER = "X-Sandbox-Control"
EVERYTHING = [
    models.Request, models.Count, models.Fault, models.Clock, models.Material, models.Draft,
    models.Publication, models.OfficialToken, models.OfficialAccount, models.Post, models.Code,
    models.WeiboToken, models.WeiboUser, models.WeiboApp,
]  # fmt: skip


class Mistaken(Exception):
    """The call to the control interface makes no sense."""


def controlled(act: Callable[[dict[str, Any]], Any]) -> Callable:
    @csrf_exempt
    def view(request: HttpRequest) -> HttpResponse:
        if HEADER not in request.headers:
            return JsonResponse({"error": f"send the header {HEADER}"}, status=403)
        try:
            with transaction.atomic():
                answer = act(json.loads(request.body or b"{}"))
        except (Mistaken, KeyError, ValueError, TypeError) as error:
            return JsonResponse({"error": f"{type(error).__name__}: {error}"}, status=400)
        return JsonResponse(answer if answer is not None else {"ok": True})

    return view


def reset(body: dict[str, Any]) -> None:
    for model in EVERYTHING:
        model.objects.all().delete()


def official_account(body: dict[str, Any]) -> None:
    """Create an official account, or change what is given of one."""
    app_id = body.pop("app_id")
    if "verified" in body:
        body["is_verified"] = body.pop("verified")
    models.OfficialAccount.objects.update_or_create(app_id=app_id, defaults=body)


def verdict(body: dict[str, Any]) -> None:
    """Decide how the next publications end: publish_status, for so many `times`."""
    for account in _accounts(body):
        account.verdicts = account.verdicts + [body["publish_status"]] * body.get("times", 1)
        account.save()


def article_status(body: dict[str, Any]) -> None:
    """Have an article deleted by a person (5) or blocked by the platform (6)."""
    found = models.Publication.objects.filter(article_id=body["article_id"])
    if not found.update(status=body["status"]):
        raise Mistaken("no such article")


def replay(body: dict[str, Any]) -> dict[str, Any]:
    """Push the last event of each account again."""
    accounts = [account for account in _accounts(body) if account.last_callback]
    taken = [callbacks.push(account, account.last_callback) for account in accounts]
    return {"taken": taken}


def _accounts(body: dict[str, Any]) -> list[models.OfficialAccount]:
    accounts = models.OfficialAccount.objects.all()
    return list(accounts.filter(pk=body["app_id"]) if "app_id" in body else accounts)


def weibo_app(body: dict[str, Any]) -> None:
    models.WeiboApp.objects.update_or_create(app_key=body.pop("app_key"), defaults=body)


def weibo_user(body: dict[str, Any]) -> None:
    models.WeiboUser.objects.update_or_create(uid=body.pop("uid"), defaults=body)


def weibo_token(body: dict[str, Any]) -> dict[str, Any]:
    app = models.WeiboApp.objects.get(pk=body["app_key"])
    user = models.WeiboUser.objects.get(pk=body["uid"])
    token = tokens.issue(app, user, body.get("expires_in"), body.get("access_token", ""))
    return {"access_token": token.token, "expires_in": token.expires_at - token.created_at}


def delete_post(body: dict[str, Any]) -> None:
    """Have the owner delete a post in the browser."""
    if not models.Post.objects.filter(mid=int(body["mid"])).update(is_deleted=True):
        raise Mistaken("no such post")


def fault(body: dict[str, Any]) -> None:
    if body["kind"] not in KINDS:
        raise Mistaken(f"kind is one of {', '.join(sorted(KINDS))}")
    models.Fault.objects.create(
        match=body["match"],
        kind=body["kind"],
        left=body.get("times", 1),
        after=body.get("after", 0),
        params=body.get("params", {}),
    )


def no_faults(body: dict[str, Any]) -> None:
    models.Fault.objects.all().delete()


def advance(body: dict[str, Any]) -> dict[str, Any]:
    clock.advance(float(body["advance"]))
    return {"now": clock.now()}


def state(body: dict[str, Any]) -> dict[str, Any]:
    """Return everything a test may want to see."""
    requests = list(models.Request.objects.order_by("pk").values("method", "path", "params", "at"))
    counters: dict[str, int] = {}
    for request in requests:
        counters[request["path"]] = counters.get(request["path"], 0) + 1
    return {
        "now": clock.now(),
        "drafts": list(models.Draft.objects.values("account_id", "media_id", "articles")),
        "publications": list(
            models.Publication.objects.order_by("pk").values("publish_id", "status", "draft_id")
        ),
        "articles": [_article(row) for row in models.Publication.objects.exclude(article_id="")],
        "posts": [_post(row) for row in models.Post.objects.order_by("mid")],
        "requests": requests,
        "counters": counters,
        "faults": list(models.Fault.objects.filter(left__gt=0).values("match", "kind", "left")),
    }


def _article(row: models.Publication) -> dict[str, Any]:
    article = row.article
    return {
        "app_id": row.account_id,
        "article_id": row.article_id,
        "title": article["title"],
        "author": article["author"],
        "digest": article["digest"],
        "content": article["content"],
        "source_url": article["content_source_url"],
        "cover": article["thumb_url"],
        "url": row.url,
        "status": row.status,
        "deleted": not row.is_visible,
    }


def _post(row: models.Post) -> dict[str, Any]:
    return {
        "uid": row.user_id,
        "mid": str(row.mid),
        "text": row.sent,
        "shown": row.text,
        "picture": row.picture,
        "rip": row.rip,
        "deleted": row.is_deleted,
    }


ACTIONS = {
    "reset": reset,
    "state": state,
    "clock": advance,
    "faults": fault,
    "faults/clear": no_faults,
    "wechat/accounts": official_account,
    "wechat/verdicts": verdict,
    "wechat/articles/status": article_status,
    "wechat/callbacks/replay": replay,
    "weibo/apps": weibo_app,
    "weibo/users": weibo_user,
    "weibo/tokens": weibo_token,
    "weibo/posts/delete": delete_post,
}
urlpatterns = [path(name, controlled(act)) for name, act in ACTIONS.items()]
