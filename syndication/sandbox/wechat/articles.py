"""The fields of an article (新增草稿): measured, filtered, and told again."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest

from syndication.sandbox import clock
from syndication.sandbox.models import Material, WeChatAccount
from syndication.sandbox.wechat.answers import Refusal
from syndication.sandbox.wechat.gate import Call
from syndication.sandbox.wechat.html import Filter
from syndication.sandbox.wechat.limits import has_right

MOST_ARTICLES = 8
LIMITS = {
    "title": 32,
    "author": 16,
    "digest": 120,
    "visible": 20_000,
    "bytes": 1_000_000,
    "source_url": 1024,
}
AUTOMATIC_DIGEST = 54


def several(call: Call) -> list[dict[str, Any]]:
    """Return the articles of draft/add as they are stored. Raises Refusal."""
    given = call.body.get("articles")
    if not isinstance(given, list) or not given:
        raise Refusal(44003)
    if len(given) > MOST_ARTICLES:
        raise Refusal(45008)
    return [
        one(call, article, literal, alone=len(given) == 1)
        for article, literal in zip(given, call.literal.get("articles", given), strict=True)
    ]


def one(call: Call, given: Any, literal: Any, *, alone: bool) -> dict[str, Any]:
    """Return one article as it is stored. `literal` is what its fields are measured by."""
    # Wrapped twice: no article is found inside.
    if not isinstance(given, dict) or not given.get("title"):
        raise Refusal(44003)
    limits = LIMITS | call.account.limits
    _measure(literal, limits, alone=alone)
    kind = given.get("article_type", "news")
    content = str(given.get("content") or "")
    if not content.strip() and kind == "news":
        raise Refusal(44004)
    source_url = str(given.get("content_source_url") or "")
    if source_url:
        _check_source(source_url, limits["source_url"])
    cover = _cover(call.account, given, kind)
    if given.get("need_open_comment") and not has_right(call.account, "comment"):
        raise Refusal(88000)
    sieve = Filter(call.account, call.request)
    filtered = _filtered(call, sieve, content, str(literal.get("content") or ""), limits)
    if sieve.shows_nothing and kind == "news":
        raise Refusal(44004)
    digest = str(given.get("digest") or "") if alone else ""
    return {
        "article_type": kind,
        "title": str(given["title"]),
        "author": str(given.get("author") or ""),
        "digest": digest or sieve.text[:AUTOMATIC_DIGEST],
        "content": filtered,
        "content_source_url": source_url,
        "thumb_media_id": cover.media_id,
        "thumb_path": cover.picture.address,
        "need_open_comment": int(bool(given.get("need_open_comment"))),
        "only_fans_can_comment": int(bool(given.get("only_fans_can_comment"))),
    }


def told(
    request: HttpRequest, article: dict[str, Any], url: str, *, content: bool = True
) -> dict[str, Any]:
    """Return an article as the reading calls tell it."""
    here = request.build_absolute_uri("/media/")
    item = {
        name: article[name]
        for name in (
            "article_type",
            "title",
            "author",
            "digest",
            "content_source_url",
            "thumb_media_id",
            "need_open_comment",
            "only_fans_can_comment",
        )
    }
    if content:
        item["content"] = article["content"].replace('"/media/', f'"{here}')
    item["show_cover_pic"] = 0
    item["thumb_url"] = request.build_absolute_uri(article["thumb_path"])
    item["url"] = request.build_absolute_uri(url)
    return item


def page(call: Call) -> tuple[int, int, bool]:
    """Return offset, count and whether contents are wanted, of the batchget calls."""
    offset, count = call.body.get("offset", 0), call.body.get("count", 0)
    if not isinstance(offset, int) or offset < 0:
        raise Refusal(40097)
    if not isinstance(count, int) or not 1 <= count <= 20:
        raise Refusal(40097)
    return offset, count, call.body.get("no_content", 0) != 1


def _measure(literal: dict[str, Any], limits: dict[str, int], *, alone: bool) -> None:
    if len(str(literal.get("title"))) > limits["title"]:
        raise Refusal(45003)
    if len(str(literal.get("author") or "")) > limits["author"]:
        raise Refusal(45110)
    if alone and len(str(literal.get("digest") or "")) > limits["digest"]:
        raise Refusal(45004)


def _check_source(url: str, most_bytes: int) -> None:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise Refusal(41039) from error
    if len(url.encode()) > most_bytes or parts.scheme not in {"http", "https"} or not parts.netloc:
        raise Refusal(41039)


def _cover(account: WeChatAccount, given: dict[str, Any], kind: str) -> Material:
    if kind == "newspic":
        images = (given.get("image_info") or {}).get("image_list") or []
        if not 1 <= len(images) <= 20:
            raise Refusal(40007)
        ids = [image.get("image_media_id") for image in images]
    else:
        ids = [given.get("thumb_media_id")]
    materials = [_material(account, media_id) for media_id in ids]
    return materials[0]


def _material(account: WeChatAccount, media_id: Any) -> Material:
    material = (
        Material.objects.select_related("picture")
        .filter(account=account, media_id=media_id)
        .first()
        if media_id and isinstance(media_id, str)
        else None
    )
    # Fresh uploads have been invisible to draft/add for some seconds.
    if material is None or clock.now() < material.created_at + account.replication_delay:
        raise Refusal(40007)
    return material


def _filtered(call: Call, sieve: Filter, content: str, literal: str, limits: dict[str, int]) -> str:
    if len(literal.encode()) >= limits["bytes"]:
        raise Refusal(45002)
    filtered = sieve(content)
    if sieve.removed and call.account.strict_content:
        raise Refusal(45166)
    if len(sieve.text) >= limits["visible"]:
        raise Refusal(45002)
    return filtered
