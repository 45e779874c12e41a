"""An article as followers will read it."""

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import mark_safe

from syndication.channels.base import Body
from syndication.channels.shown import Shown
from syndication.channels.wechat import check
from syndication.channels.wechat.render import PICTURE_SCHEME


def shown(body: Body) -> Shown:
    """Return the article in a telephone's frame, as the platform would hold it."""
    body, findings = check.as_kept(body)

    def context(addresses: Mapping[str, str]) -> dict[str, Any]:
        content = body["content"]
        for sha256 in body["pictures"]:
            content = content.replace(f"{PICTURE_SCHEME}{sha256}", addresses.get(sha256, ""))
        return {
            "title": body["title"],
            "author": body["author"],
            "digest": body["digest"],
            "cover": addresses.get(body["cover"], ""),
            "address": body["content_source_url"],
            # Filtered by `kept`; scripts, handlers and foreign pictures are gone from it.
            "content": mark_safe(content),  # noqa: S308
        }

    pictures = (*body["pictures"], *([body["cover"]] if body["cover"] else []))
    return Shown("syndication/preview/wechat.html", pictures, context, tuple(findings))
