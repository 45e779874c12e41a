"""The draft box (新增草稿, 更新草稿, 获取草稿详情, 获取草稿列表, 删除草稿)."""

import json
import re
import secrets
from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpRequest

from syndication.sandbox import clock
from syndication.sandbox.models import Draft, Material, OfficialAccount
from syndication.sandbox.wechat.errors import WeChatRefusal
from syndication.sandbox.wechat.html_filter import filtered
from syndication.sandbox.wechat.media import FOLDER

TITLE, AUTHOR, DIGEST, SOURCE_URL = 32, 16, 128, 1024
CONTENT_CHARACTERS, CONTENT_BYTES = 20_000, 1_000_000
MAX_ARTICLES = 8
ESCAPED = re.compile(rb'"(title|author|digest)"\s*:\s*"((?:[^"\\]|\\.)*)"')


def json_of(request: HttpRequest) -> dict[str, Any]:
    """Return the call's JSON object. Raises WeChatRefusal."""
    try:
        body = json.loads(request.body.decode("utf-8"))
    except ValueError as error:
        raise WeChatRefusal(47001) from error
    if not isinstance(body, dict):
        raise WeChatRefusal(47001)
    return body


def add(request: HttpRequest, account: OfficialAccount) -> dict[str, object]:
    articles = json_of(request).get("articles")
    if not isinstance(articles, list) or not articles:
        raise WeChatRefusal(44003)
    if len(articles) > MAX_ARTICLES:
        raise WeChatRefusal(45008)
    _count_escapes(request.body)
    stored = [_checked(article, account) for article in articles]
    draft = Draft.objects.create(
        account=account,
        media_id=secrets.token_urlsafe(48),
        articles=stored,
        updated_at=clock.now(),
    )
    return {"media_id": draft.media_id}


def update(request: HttpRequest, account: OfficialAccount) -> dict[str, object]:
    body = json_of(request)
    draft = _draft(account, body)
    article, index = body.get("articles"), body.get("index", 0)
    if not isinstance(article, dict):
        raise WeChatRefusal(47001)
    if not isinstance(index, int) or not 0 <= index < len(draft.articles):
        raise WeChatRefusal(40114)
    _count_escapes(request.body)
    draft.articles[index] = _checked(article, account)
    draft.updated_at = clock.now()
    draft.save()
    return {"errcode": 0, "errmsg": "ok"}


def get(request: HttpRequest, account: OfficialAccount) -> dict[str, object]:
    draft = _draft(account, json_of(request))
    return {"news_item": [{**article, "url": ""} for article in draft.articles]}


def delete(request: HttpRequest, account: OfficialAccount) -> dict[str, object]:
    _draft(account, json_of(request)).delete()
    return {"errcode": 0, "errmsg": "ok"}


def count(request: HttpRequest, account: OfficialAccount) -> dict[str, object]:
    return {"total_count": Draft.objects.filter(account=account).count()}


def batchget(request: HttpRequest, account: OfficialAccount) -> dict[str, object]:
    offset, number, without = window(json_of(request))
    drafts = Draft.objects.filter(account=account).order_by("-updated_at", "-pk")
    items = [
        {
            "media_id": draft.media_id,
            "content": {"news_item": news(draft.articles, without_content=without)},
            "update_time": int(draft.updated_at),
        }
        for draft in drafts[offset : offset + number]
    ]
    return {"total_count": drafts.count(), "item_count": len(items), "item": items}


def window(body: dict[str, Any]) -> tuple[int, int, bool]:
    """Return (offset, count, without content) of a list call. Raises WeChatRefusal."""
    number = body.get("count", 0)
    if not isinstance(number, int) or not 1 <= number <= 20:
        raise WeChatRefusal(40007, "count must be 1 to 20")
    return int(body.get("offset", 0)), number, bool(body.get("no_content"))


def news(articles: list[dict], *, without_content: bool) -> list[dict]:
    return [
        {key: value for key, value in article.items() if key != "content" or not without_content}
        for article in articles
    ]


def _draft(account: OfficialAccount, body: dict[str, Any]) -> Draft:
    draft = Draft.objects.filter(account=account, media_id=body.get("media_id", "")).first()
    if draft is None:
        raise WeChatRefusal(40007)
    return draft


def _count_escapes(raw: bytes) -> None:
    r"""A field written as \uXXXX is measured by its escapes, as clients have found out."""
    limits = {b"title": (TITLE, 45003), b"author": (AUTHOR, 45110), b"digest": (DIGEST, 45004)}
    for name, value in ESCAPED.findall(raw):
        limit, code = limits[name]
        if b"\\u" in value and len(value) > limit:
            raise WeChatRefusal(code)


def _checked(article: Any, account: OfficialAccount) -> dict[str, Any]:
    if not isinstance(article, dict) or not article.get("title") or not article.get("content"):
        raise WeChatRefusal(44003)
    for name, limit, code in (
        ("title", TITLE, 45003),
        ("author", AUTHOR, 45110),
        ("digest", DIGEST, 45004),
    ):
        if len(article.get(name) or "") > limit:
            raise WeChatRefusal(code)
    source_url = article.get("content_source_url") or ""
    if len(source_url.encode()) > SOURCE_URL or (
        source_url and not source_url.startswith(("http://", "https://"))
    ):
        raise WeChatRefusal(41039)
    cover = Material.objects.filter(
        account=account, media_id=article.get("thumb_media_id") or "-", is_permanent=True
    ).first()
    if cover is None:
        raise WeChatRefusal(40007)
    return {
        "article_type": article.get("article_type", "news"),
        "title": article["title"],
        "author": article.get("author", ""),
        "digest": article.get("digest") or _first_words(article["content"]),
        "content": _content(article["content"], account),
        "content_source_url": source_url,
        "thumb_media_id": cover.media_id,
        "thumb_url": f"/{FOLDER}/{cover.name}",
        "need_open_comment": article.get("need_open_comment", 0),
        "only_fans_can_comment": article.get("only_fans_can_comment", 0),
    }


def _content(html: str, account: OfficialAccount) -> str:
    if len(html.encode()) >= CONTENT_BYTES:
        raise WeChatRefusal(45002)
    own = {
        f"/{FOLDER}/{name}"
        for name in Material.objects.filter(account=account).values_list("name", flat=True)
    }
    kept = filtered(html, own)
    if len(BeautifulSoup(kept, "html.parser").get_text()) >= CONTENT_CHARACTERS:
        raise WeChatRefusal(45002)
    return kept


def _first_words(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())[:54]
