"""An item as a partner's readers may see it, and the very JSON that is sent."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from syndication.channels.base import Body, Finding
from syndication.channels.shown import Shown


def shown(body: Body, findings: Iterable[Finding]) -> Shown:
    """Return the item in plain typography; how a partner lays it out is its own affair."""

    def context(addresses: Mapping[str, str]) -> dict[str, Any]:
        return {
            "item": body,
            "cover": _seen(body["cover"], addresses) if body["cover"] else None,
            "blocks": [_block(block, addresses) for block in body["body"]],
            "json": json.dumps(body, ensure_ascii=False, indent=2),
        }

    pictures = dict.fromkeys(picture["sha256"] for picture in _pictures(body))
    return Shown("webhook/preview.html", tuple(pictures), context, tuple(findings))


def _pictures(body: Body) -> Iterator[Mapping[str, Any]]:
    if body["cover"]:
        yield body["cover"]
    for block in body["body"]:
        match block["type"]:
            case "image":
                yield block["picture"]
            case "gallery":
                yield from (image["picture"] for image in block["images"])


def _block(block: Mapping[str, Any], addresses: Mapping[str, str]) -> dict[str, Any]:
    """Return a block for the template; a single picture is a gallery of one."""
    match block["type"]:
        case "image" | "gallery":
            images = block.get("images", [block])
            return {
                "type": "gallery",
                "images": [
                    {**image, "picture": _seen(image["picture"], addresses)} for image in images
                ],
            }
        case "table":
            heads = block["header_rows"]
            return {**block, "head": block["rows"][:heads], "rows": block["rows"][heads:]}
    return dict(block)


def _seen(picture: Mapping[str, Any], addresses: Mapping[str, str]) -> dict[str, Any]:
    """Return a picture with the address at which an editor sees it."""
    return {**picture, "url": addresses.get(picture["sha256"], "")}
