"""What the sandbox holds of Weibo, as tests want to read it. Secrets are left out."""

from typing import Any

from django.http import HttpRequest

from syndication.sandbox.control.told import picture_told
from syndication.sandbox.models import Comment, HeadlineArticle, Post, WeiboApp, WeiboUser
from syndication.sandbox.weibo import mid
from syndication.sandbox.weibo.headlines import PREFIX
from syndication.sandbox.weibo.told import verified_type

APP_SETTINGS = (
    "name", "redirect_uris", "safe_domains", "token_life", "quotas", "duplicate_window",
    "duplicates_count_deleted", "quoted_error_codes", "headline_articles", "article_encoding",
    "article_troubles",
)  # fmt: skip


def app_told(app: WeiboApp) -> dict[str, Any]:
    return {name: getattr(app, name) for name in ("app_key", *APP_SETTINGS)}


def user_told(user: WeiboUser) -> dict[str, Any]:
    return {
        "uid": user.uid,
        "screen_name": user.screen_name,
        "verified": user.verified,
        "verified_type": verified_type(user),
    }


def post_told(request: HttpRequest, post: Post) -> dict[str, Any]:
    return {
        "mid": str(post.mid),
        "uid": post.user.uid,
        "app_key": post.app.app_key,
        "text": post.text,
        "sent_text": post.sent_text,
        "links": post.links,
        "picture": picture_told(request, post.picture),
        "rip": post.rip,
        "visible": post.visible,
        "deleted": post.deleted,
        "created_at": post.created_at,
        "edited_at": post.edited_at,
        "url": request.build_absolute_uri(f"/{post.user.uid}/{mid.encode(post.mid)}"),
    }


def comment_told(comment: Comment) -> dict[str, Any]:
    return {
        "cid": str(comment.cid),
        "mid": str(comment.post.mid),
        "uid": comment.user.uid,
        "text": comment.text,
    }


def article_told(request: HttpRequest, article: HeadlineArticle) -> dict[str, Any]:
    names = ("title", "content", "summary", "cover_url", "rip", "deleted", "created_at")
    return {name: getattr(article, name) for name in names} | {
        "object_id": f"{PREFIX}{article.number}",
        "uid": article.user.uid,
        "app_key": article.app.app_key,
        "mid": str(article.post.mid) if article.post else "",
        "cover": picture_told(request, article.cover),
        "url": request.build_absolute_uri(f"/ttarticle/p/show?id={article.number}"),
    }
