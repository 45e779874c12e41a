"""What people see on Weibo: a timeline, a post, a headline article."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from syndication.sandbox import clock
from syndication.sandbox.models import Comment, HeadlineArticle, Post, WeiboUser
from syndication.sandbox.pages.articles import GONE
from syndication.sandbox.pages.linked import linked
from syndication.sandbox.weibo import mid

MOST = 50
SEEN_BY = {0: "", 1: "仅自己可见", 3: "指定分组可见", 4: "好友圈可见"}


def timeline(request: HttpRequest, uid: int) -> HttpResponse:
    user = get_object_or_404(WeiboUser, uid=str(uid))
    posts = _posts().filter(user=user, deleted=False).order_by("-mid")
    cards = [_card(row) for row in posts[:MOST]]
    context = {"user": user, "posts": cards, "count": posts.count()}
    return render(request, "sandbox/timeline.html", context)


def post(request: HttpRequest, uid: int, code: str) -> HttpResponse:
    try:
        number = mid.decode(code)
    except ValueError as error:
        raise Http404 from error
    row = get_object_or_404(_posts(), mid=number, user__uid=str(uid))
    context = {"user": row.user, "post": _card(row), "gone": row.deleted and GONE["deleted"]}
    return render(request, "sandbox/post.html", context, status=410 if row.deleted else 200)


def detail(request: HttpRequest, number: int) -> HttpResponse:
    # SQLite has no larger numbers.
    if number >= 1 << 63:
        raise Http404
    row = get_object_or_404(Post.objects.select_related("user"), mid=number)
    return redirect(f"/{row.user.uid}/{mid.encode(row.mid)}")


def headline(request: HttpRequest) -> HttpResponse:
    related = HeadlineArticle.objects.select_related("user", "app", "cover")
    row = get_object_or_404(related, number=request.GET.get("id", ""))
    context = {
        "article": row,
        "when": clock.local(row.created_at),
        "gone": row.deleted and GONE["deleted"],
    }
    return render(request, "sandbox/headline.html", context, status=410 if row.deleted else 200)


def _posts() -> QuerySet[Post]:
    comments = Comment.objects.select_related("user").order_by("cid")
    return Post.objects.select_related("app", "picture", "user", "article__cover").prefetch_related(
        Prefetch("comment_set", comments)
    )


def _card(row: Post) -> dict[str, Any]:
    return {
        "url": f"/{row.user.uid}/{mid.encode(row.mid)}",
        "text": linked(row.text, row.links),
        "picture": row.picture,
        "article": getattr(row, "article", None),
        "app": row.app,
        "when": clock.local(row.created_at),
        "edited": row.edited_at is not None,
        "seen_by": SEEN_BY.get(row.visible, "不公开"),
        "comments": [
            {
                "user": comment.user,
                "text": comment.text,
                "own": comment.user_id == row.user_id,
                "when": clock.local(comment.created_at),
            }
            for comment in row.comment_set.all()
        ],
    }
