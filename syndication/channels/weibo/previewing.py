"""A post as followers will see it in their timeline."""

from collections.abc import Iterable, Mapping
from typing import Any

from syndication.channels.base import Body, Finding
from syndication.channels.shown import Shown
from syndication.channels.weibo.kept import kept
from syndication.channels.weibo.text import LIMIT, weighted_length


def shown(body: Body, findings: Iterable[Finding]) -> Shown:
    def context(addresses: Mapping[str, str]) -> dict[str, Any]:
        return {
            "text": kept(body["text"])[0],
            "picture": addresses.get(body["picture"], ""),
            "length": weighted_length(body["text"]),
            "limit": LIMIT,
        }

    pictures = (body["picture"],) if body["picture"] else ()
    return Shown("syndication/preview/weibo.html", pictures, context, tuple(findings))
