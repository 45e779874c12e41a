"""A post as followers will see it in their timeline."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.safestring import mark_safe

from syndication.channels.base import Body, Finding
from syndication.channels.shown import Shown
from syndication.channels.weibo.kept import kept
from syndication.channels.weibo.text import LIMIT, weighted_length


def shown(body: Body, findings: Iterable[Finding]) -> Shown:
    """Return the post, with the article it leads to if there is one."""
    if "article" in body:
        return _article(body, findings)

    def context(addresses: Mapping[str, str]) -> dict[str, Any]:
        return {
            "text": kept(body["text"])[0],
            "picture": addresses.get(body["picture"], ""),
            "length": weighted_length(body["text"]),
            "limit": LIMIT,
        }

    pictures = (body["picture"],) if body["picture"] else ()
    return Shown("syndication/preview/weibo.html", pictures, context, tuple(findings))


def _article(body: Body, findings: Iterable[Finding]) -> Shown:
    article = body["article"]

    def context(addresses: Mapping[str, str]) -> dict[str, Any]:
        # Our own writer wrote the content and escaped every word.
        content = mark_safe(article["content"])  # noqa: S308
        return {**article, "text": body["text"], "content": content}

    return Shown("syndication/preview/headline.html", (), context, tuple(findings))
