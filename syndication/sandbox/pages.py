"""What followers would see: an official account and its articles, a timeline and its posts."""

import re
from html import unescape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, re_path
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.views.static import serve

from syndication.sandbox import clock
from syndication.sandbox.models import OfficialAccount, Post, Publication, WeiboUser

ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def index(request: HttpRequest) -> HttpResponse:
    context = {"accounts": OfficialAccount.objects.all(), "users": WeiboUser.objects.all()}
    return render(request, "sandbox/index.html", context)


def official_account(request: HttpRequest, app_id: str) -> HttpResponse:
    account = get_object_or_404(OfficialAccount, pk=app_id)
    published = Publication.objects.filter(account=account, status=0).order_by("-published_at")
    for publication in published:
        publication.day = clock.beijing(publication.published_at)
    context = {"account": account, "publications": published}
    return render(request, "sandbox/account.html", context)


def article(request: HttpRequest, article_id: str) -> HttpResponse:
    publication = get_object_or_404(
        Publication.objects.select_related("account"), article_id=article_id
    )
    context = {
        "publication": publication,
        "account": publication.account,
        "article": publication.article,
        # Filtered when it was taken; the page's policy forbids whatever got through.
        "content": mark_safe(publication.article["content"]),  # noqa: S308
        "day": clock.beijing(publication.published_at),
    }
    return render(
        request, "sandbox/article.html", context, status=200 if publication.is_visible else 410
    )


def timeline(request: HttpRequest, uid: str) -> HttpResponse:
    user = get_object_or_404(WeiboUser, pk=uid)
    posts = Post.objects.filter(user=user, is_deleted=False).order_by("-mid")
    context = {"user": user, "posts": [_shown(post) for post in posts[:50]]}
    return render(request, "sandbox/timeline.html", context)


def post(request: HttpRequest, uid: str, code: str) -> HttpResponse:
    found = Post.objects.filter(user=uid, mid=_number(code)).select_related("user").first()
    if found is None:
        raise Http404
    context = {"user": found.user, "posts": [] if found.is_deleted else [_shown(found)]}
    return render(
        request, "sandbox/timeline.html", context, status=410 if found.is_deleted else 200
    )


def _shown(row: Post) -> dict[str, object]:
    return {
        "html": _with_links(row),
        "picture": row.picture,
        "created": clock.beijing(row.created_at),
        "path": f"/{row.user_id}/{_code(row.mid)}",
    }


def _with_links(row: Post) -> SafeString:
    pieces = re.split(r"(http://t\.cn/\w+)", row.text)
    return mark_safe(  # noqa: S308 - every piece goes through format_html
        "".join(
            format_html('<a href="{}">网页链接</a>', row.links[piece])
            if piece in row.links
            else format_html("{}", unescape(piece))
            for piece in pieces
        )
    )


def _code(mid: int) -> str:
    groups = []
    digits = str(mid)
    while digits:
        digits, group = digits[:-7], int(digits[-7:])
        text = ""
        while group:
            group, rest = divmod(group, 62)
            text = ALPHABET[rest] + text
        groups.append(text.rjust(4, "0") if digits else text)
    return "".join(reversed(groups))


def _number(code: str) -> int:
    digits = ""
    while code:
        code, group = code[:-4], code[-4:]
        number = 0
        for char in group:
            number = number * 62 + ALPHABET.index(char)
        digits = (str(number).rjust(7, "0") if code else str(number)) + digits
    return int(digits)


urlpatterns = [
    path("", index),
    path("mp/<str:app_id>/", official_account),
    path("s/<str:article_id>", article),
    path("u/<str:uid>", timeline),
    re_path(
        r"^(?P<path>(?:mmbiz|sinaimg)/[0-9a-f]+\.\w+)$",
        serve,
        {"document_root": settings.MEDIA_ROOT},
    ),
    re_path(r"^(?P<uid>\d+)/(?P<code>[0-9a-zA-Z]+)$", post),
]
