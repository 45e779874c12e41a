from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import Count, Model, Q
from django.http import HttpRequest

from syndication.sandbox import clock
from syndication.sandbox.control import told, told_wechat, told_weibo
from syndication.sandbox.control.gate import Wrong, control
from syndication.sandbox.models import (
    CallbackPush,
    ChatLine,
    Comment,
    Draft,
    Exchanged,
    Fault,
    Follower,
    HeadlineArticle,
    MassSend,
    Material,
    Post,
    Publication,
    PublishJob,
    ReaderComment,
    WeChatAccount,
    WeiboApp,
    WeiboUser,
)

NEWEST = 1000


PLATFORMS = ("wechat", "weibo")


@control("GET")
def state(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Everything; of the requests the newest 1000, or `?requests=N`, in their order.

    `?only=weibo.posts,wechat.articles` tells these parts alone, which with thousands of them
    is much quicker.
    """
    only = [name for name in request.GET.get("only", "").split(",") if name]
    parts = _parts(request)
    unknown = sorted(set(only) - set(parts))
    if unknown:
        raise Wrong(f"unknown: {', '.join(unknown)}; known: {', '.join(sorted(parts))}")
    told_now: dict[str, Any] = {"now": clock.now()} | {platform: {} for platform in PLATFORMS}
    for name in only or parts:
        platform, _, part = name.partition(".")
        told_now[platform][part] = parts[name]()
    return told_now if only else told_now | _exchanged(request)


def _exchanged(request: HttpRequest) -> dict[str, Any]:
    most = int(request.GET.get("requests", NEWEST))
    per_path = (
        Exchanged.objects.values("path")
        .annotate(
            calls=Count("pk"), done=Count("pk", filter=Q(code=0, status__lt=400) & ~Q(fault="drop"))
        )
        .order_by("path")
    )
    return {
        "faults": [told.fault_told(fault) for fault in Fault.objects.order_by("pk")],
        "counters": {row["path"]: row["calls"] for row in per_path},
        "successes": {row["path"]: row["done"] for row in per_path if row["done"]},
        "requests": [
            told.exchange_told(row) for row in reversed(Exchanged.objects.order_by("-pk")[:most])
        ],
    }


def _parts(request: HttpRequest) -> dict[str, Callable[[], list[dict[str, Any]]]]:
    def listed(
        kind: type[Model], tell: Callable[..., dict[str, Any]], *related: str, **of: Any
    ) -> Callable[[], list[dict[str, Any]]]:
        rows = kind.objects.filter(**of).select_related(*related).order_by("pk")
        return lambda: [tell(row) for row in rows]

    def here(tell: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
        """Give a request to those who tell addresses."""
        return partial(tell, request)

    wechat, weibo = told_wechat, told_weibo
    return {
        "wechat.accounts": listed(WeChatAccount, wechat.account_told),
        "wechat.materials": listed(Material, here(wechat.material_told), "account", "picture"),
        "wechat.drafts": listed(Draft, wechat.draft_told, "account"),
        "wechat.publish_jobs": listed(PublishJob, wechat.job_told, "account", "publication"),
        "wechat.articles": listed(
            Publication, here(wechat.publication_told), "account", mass=False
        ),
        "wechat.mass_sends": listed(
            MassSend, here(wechat.mass_told), "account", "publication__account"
        ),
        "wechat.followers": listed(Follower, wechat.follower_told, "account"),
        "wechat.chat": listed(ChatLine, wechat.line_told, "follower__account"),
        "wechat.comments": listed(
            ReaderComment, wechat.reader_comment_told, "publication__account"
        ),
        "wechat.callbacks": listed(CallbackPush, wechat.push_told, "account"),
        "weibo.apps": listed(WeiboApp, weibo.app_told),
        "weibo.users": listed(WeiboUser, weibo.user_told),
        "weibo.posts": listed(Post, here(weibo.post_told), "user", "app", "picture"),
        "weibo.comments": listed(Comment, weibo.comment_told, "user", "post"),
        "weibo.articles": listed(
            HeadlineArticle, here(weibo.article_told), "user", "app", "cover", "post"
        ),
    }
