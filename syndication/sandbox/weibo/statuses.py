"""Posts (2/statuses/share, destroy, user_timeline, show, count) and users (2/users/show)."""

import io
import itertools
import secrets
from typing import Any
from urllib.parse import urlsplit

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest
from PIL import Image, UnidentifiedImageError

from syndication.sandbox import clock
from syndication.sandbox.counting import count
from syndication.sandbox.models import Post, WeiboToken, WeiboUser
from syndication.sandbox.weibo.counting_text import addresses, as_shown, length
from syndication.sandbox.weibo.errors import WeiboRefusal

LIMIT = 140
PICTURE_BYTES = 5 * 1024 * 1024
SUFFIXES = {"JPEG": "jpg", "PNG": "png", "GIF": "gif"}
FOLDER = "sinaimg"
NEWEST = 5
POSTS_PER_HOUR = 30
# The first second that a post's number can express.
EPOCH = 515_483_463
# A post is compared with its author's last ones, deleted ones included.
COMPARED = 5

_serial = itertools.count(secrets.randbelow(1 << 20))


def share(request: HttpRequest, token: WeiboToken) -> dict[str, Any]:
    text = request.POST.get("status", "")
    if not text.strip():
        raise WeiboRefusal(20008)
    if not request.POST.get("rip"):
        raise WeiboRefusal(10008, detail="param rip is required")
    if length(text) > LIMIT:
        raise WeiboRefusal(20012)
    _find_safe_domain(text, token)
    picture = _picture(request)
    earlier = Post.objects.filter(user=token.user).order_by("-mid")[:COMPARED]
    if any(post.sent == text and not post.is_deleted for post in earlier):
        raise WeiboRefusal(20019)
    limit = token.app.limits.get("share", POSTS_PER_HOUR)
    if count(token.user_id, "share", clock.hour()) > limit:
        raise WeiboRefusal(20016)
    shown, links = as_shown(text)
    now = clock.now()
    post = Post.objects.create(
        mid=_number(now),
        user=token.user,
        app_key=token.app_id,
        sent=text,
        text=shown,
        links=links,
        picture=picture,
        rip=request.POST["rip"],
        created_at=now,
    )
    return as_dict(request, post)


def destroy(request: HttpRequest, token: WeiboToken) -> dict[str, Any]:
    post = _own(request.POST.get("id", ""), token)
    post.is_deleted = True
    post.save()
    return as_dict(request, post)


def user_timeline(request: HttpRequest, token: WeiboToken) -> dict[str, Any]:
    """One's own posts, and of these the newest five only."""
    if request.GET.get("uid", token.user_id) != token.user_id:
        raise WeiboRefusal(21335)
    posts = Post.objects.filter(user=token.user, is_deleted=False).order_by("-mid")
    total = posts.count()
    if request.GET.get("base_app") == "1":
        posts = posts.filter(app_key=token.app_id)
    newest = list(posts[:NEWEST])
    if request.GET.get("since_id", "0").isdigit():
        newest = [post for post in newest if post.mid > int(request.GET.get("since_id") or 0)]
    number = int(request.GET.get("count", "20"))
    return {
        "statuses": [as_dict(request, post) for post in newest[:number]],
        "total_number": total,
    }


def show(request: HttpRequest, token: WeiboToken) -> dict[str, Any]:
    return as_dict(request, _own(request.GET.get("id", ""), token))


def counters(request: HttpRequest, token: WeiboToken) -> list[dict[str, Any]]:
    """What is deleted or unknown is left out without a word."""
    ids = [int(each) for each in request.GET.get("ids", "").split(",") if each.isdigit()][:100]
    known = Post.objects.filter(mid__in=ids, is_deleted=False)
    return [{"id": post.mid, "comments": 0, "reposts": 0, "attitudes": 0} for post in known]


def user(request: HttpRequest, token: WeiboToken) -> dict[str, Any]:
    known = WeiboUser.objects.filter(pk=request.GET.get("uid", "")).first()
    if known is None:
        raise WeiboRefusal(20003)
    return _user(known)


def as_dict(request: HttpRequest, post: Post) -> dict[str, Any]:
    """Return a post as the platform tells it; `id` is a number that some readers round."""
    answer = {
        "created_at": f"{clock.beijing(post.created_at):%a %b %d %H:%M:%S %z %Y}",
        "id": post.mid,
        "mid": str(post.mid),
        "idstr": str(post.mid),
        "text": post.text,
        "source": "沙箱",
        "truncated": False,
        "pic_ids": [],
        "user": _user(post.user),
        "reposts_count": 0,
        "comments_count": 0,
        "attitudes_count": 0,
        "visible": {"type": 0, "list_id": 0},
    }
    if post.picture:
        answer["pic_ids"] = [post.picture.split(".")[0]]
        answer["original_pic"] = request.build_absolute_uri(f"/{FOLDER}/{post.picture}")
    return answer


def _user(row: WeiboUser) -> dict[str, Any]:
    return {
        "id": int(row.uid),
        "idstr": row.uid,
        "screen_name": row.screen_name,
        "verified": True,
        "verified_type": 1,
    }


def _own(number: str, token: WeiboToken) -> Post:
    post = (
        Post.objects.select_related("user")
        .filter(mid=int(number) if number.isdigit() else 0, is_deleted=False)
        .first()
    )
    if post is None:
        raise WeiboRefusal(20101)
    if post.user_id != token.user_id:
        raise WeiboRefusal(20102)
    return post


def _find_safe_domain(text: str, token: WeiboToken) -> None:
    hosts = {urlsplit(url).hostname for url in addresses(text)}
    safe = {
        urlsplit(url if "://" in url else f"//{url}").hostname for url in token.app.safe_domains
    }
    if not hosts & safe:
        raise WeiboRefusal(10017)


def _picture(request: HttpRequest) -> str:
    file = request.FILES.get("pic")
    if file is None:
        return ""
    data = file.read()
    if len(data) >= PICTURE_BYTES:
        raise WeiboRefusal(20006)
    try:
        with Image.open(io.BytesIO(data)) as image:
            kind = image.format
            image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise WeiboRefusal(20005) from error
    if kind not in SUFFIXES:
        raise WeiboRefusal(20005)
    name = f"{secrets.token_hex(16)}.{SUFFIXES[kind]}"
    default_storage.save(f"{FOLDER}/{name}", ContentFile(data))
    return name


def _number(now: float) -> int:
    """A number that carries the second of its post, as the platform's do."""
    return ((int(now) - EPOCH) << 22) + next(_serial) % (1 << 22)
