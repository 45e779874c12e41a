"""What WeChat will refuse or change, known before anything is sent (新增草稿, field table)."""

import re
from html import unescape

from syndication.channels.base import Body, Finding, Severity
from syndication.channels.wechat.render import TITLE_LENGTH

VISIBLE_CHARACTERS = 20_000
BYTES = 1_000_000
SOURCE_URL_BYTES = 1024

_TAG = re.compile(r"<[^>]*>")


def findings(body: Body) -> list[Finding]:
    """Return what is known of the fate of a payload."""
    found: list[Finding] = []
    text = unescape(_TAG.sub("", body["content"])).strip()
    if not body["title"]:
        found.append(Finding(Severity.REFUSED, "title_empty"))
    if len(body["title"]) > TITLE_LENGTH:
        # Long titles have been seen to pass, so the platform decides.
        found.append(
            Finding(
                Severity.CHANGED,
                "title_long",
                {"length": len(body["title"]), "limit": TITLE_LENGTH},
            )
        )
    if not text and not body["pictures"]:
        found.append(Finding(Severity.REFUSED, "body_empty"))
    if len(text) >= VISIBLE_CHARACTERS:
        found.append(
            Finding(
                Severity.REFUSED, "body_long", {"length": len(text), "limit": VISIBLE_CHARACTERS}
            )
        )
    size = len(body["content"].encode())
    if size >= BYTES:
        found.append(Finding(Severity.REFUSED, "body_bytes", {"length": size, "limit": BYTES}))
    if len(body["content_source_url"].encode()) > SOURCE_URL_BYTES:
        found.append(Finding(Severity.REFUSED, "address_long", {"limit": SOURCE_URL_BYTES}))
    return found
