"""2/statuses: share, destroy, and the little that can be read back."""

import hashlib
import ipaddress
import re
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from syndication.sandbox import clock, pictures, uses
from syndication.sandbox.models import Picture, Post
from syndication.sandbox.store import exclusive
from syndication.sandbox.weibo import mid, text, told
from syndication.sandbox.weibo.answers import Refusal, refuse
from syndication.sandbox.weibo.gate import Call, for_user, limit, owner_of, page

NUMBER = re.compile(r"[0-9]{1,18}")
FIVE_NEWEST = 5
PICTURE_BYTES = 5 * 1024 * 1024
PICTURE_FORMATS = frozenset({"JPEG", "GIF", "PNG"})


@for_user("POST")
def share(call: Call) -> dict[str, Any]:
    status = call.wanted("status")
    rip = address(call.wanted("rip"))
    if not status.strip():
        raise Refusal(20008)
    if text.length(status) > text.MOST:
        raise Refusal(20012)
    if not call.app.safe_domains:
        raise Refusal(10017, "appkey not bind domain!")
    if not text.has_safe_address(status, call.app.safe_domains):
        raise Refusal(10017, "text not find domain!")
    picture = _picture(call)
    fingerprint = hashlib.sha256("".join(status.split()).encode()).hexdigest()
    with exclusive():
        _refuse_repetition(call, fingerprint)
        count_post(call)
        post = write(call, status, rip, fingerprint, _kept(call, picture))
    return told.post(call.request, post, comments=0)


@for_user("POST")
def destroy(call: Call) -> dict[str, Any]:
    call.wanted("id")
    with exclusive():
        post = find(call.number("id"))
        if post.user_id != call.user.pk:
            raise Refusal(20102)
        post.deleted = True
        post.save(update_fields=["deleted"])
    return told.post(call.request, post)


@for_user("GET")
def show(call: Call) -> dict[str, Any]:
    call.wanted("id")
    post = find(call.number("id"))
    if not post.user.weibotoken_set.filter(app=call.app).exists():
        raise Refusal(10014)
    return told.post(call.request, post)


@for_user("GET")
def user_timeline(call: Call) -> dict[str, Any]:
    posts, total = _timeline(call)
    trim = call.params.get("trim_user") == "1"
    return {
        "statuses": [told.post(call.request, post, trim_user=trim) for post in posts],
        "total_number": total,
    }


@for_user("GET")
def user_timeline_ids(call: Call) -> dict[str, Any]:
    posts, total = _timeline(call)
    return {"statuses": [str(post.mid) for post in posts], "total_number": total}


@for_user("GET")
def count(call: Call) -> list[dict[str, Any]]:
    """Ids that are gone are left out without a word."""
    ids = [part.strip() for part in call.wanted("ids").split(",") if part.strip()]
    if not ids or len(ids) > 100 or not all(NUMBER.fullmatch(part) for part in ids):
        raise Refusal(10008)
    there = Post.objects.filter(mid__in=ids, deleted=False).annotate(comments=Count("comment"))
    comments = dict(there.values_list("mid", "comments"))
    return [
        {"id": number, "comments": comments[number], "reposts": 0, "attitudes": 0}
        for number in map(int, ids)
        if number in comments
    ]


@for_user("GET")
def querymid(call: Call) -> dict[str, str]:
    call.wanted("id")
    return {"mid": mid.encode(call.number("id"))}


@for_user("GET")
def queryid(call: Call) -> dict[str, str]:
    try:
        return {"id": str(mid.decode(call.wanted("mid")))}
    except ValueError as error:
        raise Refusal(10008) from error


@for_user("GET")
def go(call: Call) -> HttpResponse:
    post = Post.objects.filter(mid=call.number("id"), deleted=False).first()
    return HttpResponseRedirect(f"/{post.user.uid}/{mid.encode(post.mid)}" if post else "/")


def closed(request: HttpRequest) -> HttpResponse:
    """The endpoints taken from ordinary applications in 2017."""
    return refuse(request, Refusal(10014))


def count_post(call: Call) -> None:
    """Count a post against the hour's limit. Raises Refusal 20016."""
    hour, owner = clock.hour(clock.now()), owner_of(call.app, call.user)
    if not uses.take(owner, "posts", hour, limit(call.app, "posts_hour")):
        raise Refusal(20016)


def write(
    call: Call, status: str, rip: str, fingerprint: str = "", picture: Picture | None = None
) -> Post:
    """Put a text on the user's timeline as the platform shows it."""
    shown, links = text.published(status)
    return Post.objects.create(
        mid=mid.following(Post, "mid"),
        user=call.user,
        app=call.app,
        text=shown,
        sent_text=status,
        fingerprint=fingerprint,
        links=links,
        picture=picture,
        rip=rip,
        created_at=clock.now(),
    )


def find(number: int) -> Post:
    """Return a post that is there. Raises Refusal 20101."""
    post = told.posts().filter(mid=number, deleted=False).first()
    if post is None:
        raise Refusal(20101)
    return post


def _timeline(call: Call) -> tuple[list[Post], int]:
    """The five newest of all, and of these what the parameters leave."""
    if call.params.get("uid", call.user.uid) != call.user.uid:
        raise Refusal(21335)
    if call.params.get("screen_name", call.user.screen_name) != call.user.screen_name:
        raise Refusal(21335)
    mine = {"user": call.user, "deleted": False}
    since, until = call.number("since_id"), call.number("max_id")
    posts = [
        post
        for post in told.posts().filter(**mine).order_by("-mid")[:FIVE_NEWEST]
        if post.mid > since
        and (not until or post.mid <= until)
        and (call.params.get("base_app") != "1" or post.app_id == call.app.pk)
    ]
    return posts[page(call, usual=20, most=100)], Post.objects.filter(**mine).count()


def address(rip: str) -> str:
    try:
        return str(ipaddress.IPv4Address(rip.strip()))
    except ValueError as error:
        raise Refusal(10017, "parameter (rip)'s value invalid, expect (ip)") from error


def _refuse_repetition(call: Call, fingerprint: str) -> None:
    same = Post.objects.filter(
        user=call.user,
        fingerprint=fingerprint,
        created_at__gt=clock.now() - call.app.duplicate_window,
    )
    if not call.app.duplicates_count_deleted:
        same = same.filter(deleted=False)
    if same.exists():
        raise Refusal(20019)


def _picture(call: Call) -> pictures.Decoded | None:
    if "pic" in call.params:
        raise Refusal(20007)
    file = call.request.FILES.get("pic")
    if file is None:
        return None
    if file.size >= PICTURE_BYTES:
        raise Refusal(20006)
    picture = pictures.decode(file.read())
    if picture is None or picture.format not in PICTURE_FORMATS:
        raise Refusal(20005)
    return picture


def _kept(call: Call, picture: pictures.Decoded | None) -> Picture | None:
    return pictures.keep(f"weibo-{call.user.uid}", picture) if picture else None
