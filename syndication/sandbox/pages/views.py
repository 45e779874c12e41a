"""What people see: followers of the accounts, and whoever runs the sandbox."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from syndication.sandbox import clock
from syndication.sandbox.models import (
    Draft,
    Picture,
    Post,
    Publication,
    WeChatAccount,
    WeiboUser,
)
from syndication.sandbox.pages.linked import linked
from syndication.sandbox.wechat.publishing import urls
from syndication.sandbox.weibo import mid

STATIC = Path(__file__).resolve().parent.parent / "static"
MOST = 50
GONE = {"deleted": "该内容已被发布者删除", "blocked": "该内容因违规无法查看"}


def home(request: HttpRequest) -> HttpResponse:
    accounts = [
        {
            "account": account,
            "count": Publication.objects.filter(account=account, status="live").count(),
            "drafts": Draft.objects.filter(account=account).count(),
        }
        for account in WeChatAccount.objects.order_by("pk")
    ]
    users = [
        {"user": user, "count": Post.objects.filter(user=user, deleted=False).count()}
        for user in WeiboUser.objects.order_by("pk")
    ]
    return render(request, "sandbox/home.html", {"accounts": accounts, "users": users})


def account(request: HttpRequest, app_id: str) -> HttpResponse:
    owner = get_object_or_404(WeChatAccount, app_id=app_id)
    publications = Publication.objects.filter(account=owner, status="live").order_by(
        "-created_at", "-pk"
    )[:MOST]
    bundles = [
        {
            "when": clock.local(publication.created_at),
            "articles": [
                article | {"url": url}
                for article, url in zip(publication.articles, urls(publication), strict=True)
                if not article["is_deleted"]
            ],
        }
        for publication in publications
    ]
    return render(request, "sandbox/account.html", {"account": owner, "bundles": bundles})


def article(request: HttpRequest, slug: str) -> HttpResponse:
    publication = get_object_or_404(Publication.objects.select_related("account"), slug=slug)
    chosen = _chosen(request, publication.articles)
    gone = GONE.get(publication.status, "") or (chosen["is_deleted"] and GONE["deleted"])
    context = {
        "account": publication.account,
        "article": chosen,
        "when": clock.local(publication.created_at),
        "gone": gone,
    }
    return render(request, "sandbox/article.html", context, status=410 if gone else 200)


def draft(request: HttpRequest, media_id: str) -> HttpResponse:
    """The temporary preview that draft/get tells the address of."""
    row = get_object_or_404(Draft.objects.select_related("account"), media_id=media_id)
    context = {
        "account": row.account,
        "article": _chosen(request, row.articles),
        "when": clock.local(row.updated_at),
        "preview": True,
    }
    return render(request, "sandbox/article.html", context)


def timeline(request: HttpRequest, uid: int) -> HttpResponse:
    user = get_object_or_404(WeiboUser, uid=str(uid))
    posts = (
        Post.objects.filter(user=user, deleted=False)
        .select_related("app", "picture", "user")
        .order_by("-mid")
    )
    context = {"user": user, "posts": [_card(post) for post in posts[:MOST]], "count": len(posts)}
    return render(request, "sandbox/timeline.html", context)


def post(request: HttpRequest, uid: int, code: str) -> HttpResponse:
    try:
        number = mid.decode(code)
    except ValueError as error:
        raise Http404 from error
    row = get_object_or_404(
        Post.objects.select_related("app", "picture", "user"), mid=number, user__uid=str(uid)
    )
    context = {"user": row.user, "post": _card(row), "gone": row.deleted and GONE["deleted"]}
    return render(request, "sandbox/post.html", context, status=410 if row.deleted else 200)


def detail(request: HttpRequest, number: int) -> HttpResponse:
    # SQLite has no larger numbers.
    if number >= 1 << 63:
        raise Http404
    row = get_object_or_404(Post.objects.select_related("user"), mid=number)
    return redirect(f"/{row.user.uid}/{mid.encode(row.mid)}")


def media(request: HttpRequest, path: str) -> FileResponse:
    picture = get_object_or_404(Picture, path=path)
    file = settings.MEDIA_DIR / picture.path
    if not file.is_file():
        raise Http404
    response = FileResponse(file.open("rb"), content_type=picture.content_type)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def stylesheet(request: HttpRequest, name: str) -> FileResponse:
    file = STATIC / f"{name}.css"
    if not file.is_file():
        raise Http404
    return FileResponse(file.open("rb"), content_type="text/css; charset=utf-8")


def _chosen(request: HttpRequest, articles: list[dict[str, Any]]) -> dict[str, Any]:
    number = request.GET.get("item", "1")
    if not number.isdigit() or not 1 <= int(number) <= len(articles):
        raise Http404
    return articles[int(number) - 1]


def _card(row: Post) -> dict[str, Any]:
    return {
        "url": f"/{row.user.uid}/{mid.encode(row.mid)}",
        "text": linked(row.text, row.links),
        "picture": row.picture,
        "app": row.app,
        "when": clock.local(row.created_at),
        "comments": row.comment_set.select_related("user").order_by("cid"),
    }
