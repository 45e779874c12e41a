"""Posts, users and comments as the API tells them."""

from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from syndication.sandbox import clock
from syndication.sandbox.models import Comment, Post, WeiboUser

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(seconds: float) -> str:
    """English names whatever the locale."""
    local: datetime = clock.local(seconds)
    names = f"{DAYS[local.weekday()]} {MONTHS[local.month - 1]}"
    return f"{names} {local:%d %H:%M:%S %z %Y}"


def verified_type(row: WeiboUser) -> int:
    """Return 1 for a government account, unless told otherwise, and -1 for nobody."""
    return row.verified_type if row.verified_type is not None else 1 if row.verified else -1


def user(row: WeiboUser) -> dict[str, Any]:
    return {
        "id": int(row.uid),
        "idstr": row.uid,
        "screen_name": row.screen_name,
        "name": row.screen_name,
        "verified": row.verified,
        "verified_type": verified_type(row),
        "profile_url": f"u/{row.uid}",
    }


@cache
def posts() -> QuerySet[Post]:
    """Return all posts with what telling them needs. Built once: that is half of the asking."""
    comments = Comment.objects.filter(post=OuterRef("pk")).order_by().values("post")
    return Post.objects.select_related("user", "app", "picture").annotate(
        comments=Coalesce(Subquery(comments.annotate(n=Count("pk")).values("n")), 0)
    )


def post(
    request: HttpRequest, row: Post, *, trim_user: bool = False, comments: int | None = None
) -> dict[str, Any]:
    """Return a post; `comments` is their number if the caller knows it."""
    if comments is None:
        comments = getattr(row, "comments", None)
    if comments is None:
        comments = Comment.objects.filter(post=row).count()
    told: dict[str, Any] = {
        "created_at": moment(row.created_at),
        "id": row.mid,
        "mid": str(row.mid),
        "idstr": str(row.mid),
        "text": row.text,
        "source": f'<a href="http://app.weibo.com/t/feed/sandbox" rel="nofollow">{row.app}</a>',
        "truncated": False,
        "pic_ids": [],
        "reposts_count": 0,
        "comments_count": comments,
        "attitudes_count": 0,
        "visible": {"type": row.visible, "list_id": 0},
    }
    if row.picture:
        address = request.build_absolute_uri(row.picture.address)
        told |= {"thumbnail_pic": address, "bmiddle_pic": address, "original_pic": address}
        told["pic_ids"] = [row.picture.sha256[:32]]
    return told | ({"uid": int(row.user.uid)} if trim_user else {"user": user(row.user)})


def comment(request: HttpRequest, row: Comment) -> dict[str, Any]:
    return {
        "created_at": moment(row.created_at),
        "id": row.cid,
        "mid": str(row.cid),
        "idstr": str(row.cid),
        "text": row.text,
        "user": user(row.user),
        "status": post(request, row.post),
    }
