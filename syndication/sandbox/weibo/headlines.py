"""proxy/article/publish (头条文章): another envelope, another encoding, a right of its own."""

import ipaddress
import re
import secrets
from itertools import islice
from typing import Any
from urllib.parse import unquote, urlsplit

import requests

from syndication.sandbox import clock, pictures
from syndication.sandbox.models import HeadlineArticle, Picture, Post
from syndication.sandbox.store import exclusive
from syndication.sandbox.weibo import headline_html, statuses
from syndication.sandbox.weibo.answers import Refusal, answer
from syndication.sandbox.weibo.gate import Call, for_user

TITLE, CONTENT, TEXT = 32, 90_000, 1_900
PREFIX = "1022:"
# What rawurlencode leaves as it is, and its escapes.
ENCODED = re.compile(r"(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})*")
TROUBLES = {
    10001: "system error",
    11001: "sass check error: publish too frequently",
    11002: "create weibo error",
    11003: "bind article and weibo error",
}
NOT_POSTED, NOT_BOUND = 11002, 11003
COVER_SECONDS, COVER_BYTES, CHUNK = 3.0, 5 * 1024 * 1024, 64 * 1024


class Wrong(Exception):
    """A parameter that is not valid: 10008, with its name."""


@for_user("POST")
def publish(call: Call) -> Any:
    if not call.app.headline_articles:
        raise Refusal(10014)
    try:
        given = _checked(call)
        cover = _fetched(call, given["cover_url"])
    except Wrong as wrong:
        return _refused(10008, f"parameter {wrong} invalid")
    with exclusive():
        trouble = _trouble(call)
        if trouble and trouble not in {NOT_POSTED, NOT_BOUND}:
            return _refused(trouble, TROUBLES.get(trouble, "error"))
        words, rip = given.pop("text"), given["rip"]
        article = HeadlineArticle.objects.create(
            number=f"2309404{secrets.randbelow(9 * 10**12) + 10**12}",
            user=call.user,
            app=call.app,
            cover=cover,
            created_at=clock.now(),
            **given,
        )
        if trouble == NOT_POSTED:
            return _refused(trouble, TROUBLES[trouble])
        post = _short_post(call, article, words, rip)
        if trouble == NOT_BOUND:
            return _refused(trouble, TROUBLES[trouble])
        article.post = post
        article.save(update_fields=["post"])
    return {
        "code": "100000",
        "msg": "",
        "data": {
            "object_id": f"{PREFIX}{article.number}",
            "url": _address(call, article),
            "mid": str(post.mid),
        },
    }


def _refused(code: int, text: str) -> Any:
    response = answer({"code": str(code), "msg": text, "data": ""})
    response.code = code
    return response


def _checked(call: Call) -> dict[str, str]:
    """Return the article's fields. Raises Wrong with the name of the first that is not valid."""
    for name in ("title", "content", "cover", "text", "rip"):
        if not call.params.get(name, "").strip():
            raise Wrong(name)
    title, words, content = (call.params[name] for name in ("title", "text", "content"))
    if len(title) > TITLE:
        raise Wrong("title")
    if call.app.article_encoding == "percent":
        if not ENCODED.fullmatch(content):
            raise Wrong("content")
        content = unquote(content)
    if len(content) > CONTENT:
        raise Wrong("content")
    if len(words) > TEXT:
        raise Wrong("text")
    try:
        rip = statuses.address(call.params["rip"])
    except Refusal as refusal:
        raise Wrong("rip") from refusal
    return {
        "title": title,
        "content": headline_html.clean(content, call.request.get_host()),
        "summary": call.params.get("summary", ""),
        "cover_url": _http(call.params["cover"]),
        "text": words,
        "rip": rip,
    }


def _http(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise Wrong("cover") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or len(url) > 2000:
        raise Wrong("cover")
    return url


def _fetched(call: Call, url: str) -> Picture | None:
    """Fetch a cover from this machine; the sandbox asks nobody else. Raises Wrong."""
    host = urlsplit(url).hostname or ""
    if not _is_here(host):
        return None
    try:
        with requests.Session() as session:
            session.trust_env = False
            with session.get(
                url, timeout=COVER_SECONDS, stream=True, allow_redirects=False
            ) as response:
                parts = response.iter_content(CHUNK)
                data = b"".join(islice(parts, COVER_BYTES // CHUNK + 1))
    except requests.RequestException as error:
        raise Wrong("cover") from error
    picture = pictures.decode(data) if response.ok and len(data) <= COVER_BYTES else None
    if picture is None or picture.format not in statuses.PICTURE_FORMATS:
        raise Wrong("cover")
    return pictures.keep(f"weibo-{call.user.uid}", picture)


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _trouble(call: Call) -> int:
    """Return what has been ordered for this one, and forget it."""
    if not call.app.article_troubles:
        return 0
    trouble, *call.app.article_troubles = call.app.article_troubles
    call.app.save(update_fields=["article_troubles"])
    return int(trouble)


def _short_post(call: Call, article: HeadlineArticle, words: str, rip: str) -> Post:
    statuses.count_post(call)
    return statuses.write(call, f"{words.rstrip()} {_address(call, article)}", rip)


def _address(call: Call, article: HeadlineArticle) -> str:
    return call.request.build_absolute_uri(f"/ttarticle/p/show?id={article.number}")
