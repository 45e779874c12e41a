"""Posts, users and comments as the API tells them."""

from datetime import datetime
from typing import Any

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


def user(row: WeiboUser) -> dict[str, Any]:
    return {
        "id": int(row.uid),
        "idstr": row.uid,
        "screen_name": row.screen_name,
        "name": row.screen_name,
        "verified": row.verified,
        "verified_type": 1 if row.verified else -1,
        "profile_url": f"u/{row.uid}",
    }


def post(request: HttpRequest, row: Post, *, trim_user: bool = False) -> dict[str, Any]:
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
        "comments_count": Comment.objects.filter(post=row).count(),
        "attitudes_count": 0,
        "visible": {"type": 0, "list_id": 0},
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
