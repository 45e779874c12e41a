from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest

from syndication.sandbox import clock
from syndication.sandbox.control import told
from syndication.sandbox.control.gate import control
from syndication.sandbox.models import (
    CallbackPush,
    Comment,
    Draft,
    Exchanged,
    Fault,
    Material,
    Post,
    Publication,
    PublishJob,
    WeChatAccount,
    WeiboApp,
    WeiboUser,
)

NEWEST = 1000


@control("GET")
def state(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Everything; of the requests the newest 1000, or `?requests=N`, in their order."""
    most = int(request.GET.get("requests", NEWEST))
    per_path = (
        Exchanged.objects.values("path")
        .annotate(
            calls=Count("pk"), done=Count("pk", filter=Q(code=0, status__lt=400) & ~Q(fault="drop"))
        )
        .order_by("path")
    )
    return {
        "now": clock.now(),
        "wechat": _wechat(request),
        "weibo": _weibo(request),
        "faults": [told.fault_told(fault) for fault in Fault.objects.order_by("pk")],
        "counters": {row["path"]: row["calls"] for row in per_path},
        "successes": {row["path"]: row["done"] for row in per_path if row["done"]},
        "requests": [
            told.exchange_told(row) for row in reversed(Exchanged.objects.order_by("-pk")[:most])
        ],
    }


def _wechat(request: HttpRequest) -> dict[str, Any]:
    materials = Material.objects.select_related("account", "picture")
    publications = Publication.objects.select_related("account")
    jobs = PublishJob.objects.select_related("account", "publication")
    return {
        "accounts": [told.account_told(row) for row in WeChatAccount.objects.order_by("pk")],
        "materials": [told.material_told(request, row) for row in materials.order_by("pk")],
        "drafts": [
            told.draft_told(row) for row in Draft.objects.select_related("account").order_by("pk")
        ],
        "publish_jobs": [told.job_told(row) for row in jobs.order_by("pk")],
        "articles": [told.publication_told(request, row) for row in publications.order_by("pk")],
        "callbacks": [
            told.push_told(row)
            for row in CallbackPush.objects.select_related("account").order_by("pk")
        ],
    }


def _weibo(request: HttpRequest) -> dict[str, Any]:
    posts = Post.objects.select_related("user", "app", "picture")
    comments = Comment.objects.select_related("user", "post").order_by("pk")
    return {
        "apps": [told.app_told(row) for row in WeiboApp.objects.order_by("pk")],
        "users": [
            {"uid": row.uid, "screen_name": row.screen_name, "verified": row.verified}
            for row in WeiboUser.objects.order_by("pk")
        ],
        "posts": [told.post_told(request, row) for row in posts.order_by("mid")],
        "comments": [
            {
                "cid": str(row.cid),
                "mid": str(row.post.mid),
                "uid": row.user.uid,
                "text": row.text,
            }
            for row in comments
        ],
    }
