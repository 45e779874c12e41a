"""What Weibo keeps of a post, known without asking it (2/statuses/share)."""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from syndication.channels import pictures
from syndication.channels.base import Blame, Body, Finding, Severity
from syndication.channels.gathered import Gathered
from syndication.channels.weibo.text import LIMIT, SAFE_LIMIT, SHORT, URL, weighted_length

SHORTENED = "http://t.cn/…"
"""Stands for the short address that Weibo will make; nobody knows it beforehand."""
PICTURE_BYTES = 5 * 1024 * 1024
PICTURE_FORMATS = ("JPEG", "GIF", "PNG")

ERROR_CODES: Mapping[str, int] = MappingProxyType(
    {
        "text_empty": 20008,
        "text_long": 20012,
        "link_missing": 10017,
        "no_safe_domain": 10017,
        "picture_type": 20005,
        "picture_large": 20006,
    }
)
"""What statuses/share answers to that of which a finding tells."""

# A # within an address neither opens a topic nor closes one.
_TOPIC = re.compile(rf"(?P<address>{URL.pattern})|#(?!\s)(?:(?>{URL.pattern})|[^#\n])++#")
# Controls other than white space, zero-width characters, marks of direction. A joiner between
# two parts of an emoji is none.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e"
    r"\u2060-\u2064\u2066-\u2069\ufeff]|(?<![\U00010000-\U0010ffff\ufe0f\u2640\u2642])\u200d"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_MARKS = tuple(".,:;!?()*")


def kept(text: str, safe_domains: Collection[str] | None = None) -> tuple[str, list[Finding]]:
    """Return a post as it is read back, and a finding per kind of loss, change or refusal.

    Every address that Weibo shortens stands as SHORTENED. `safe_domains` are the hosts bound to
    the application, to the letter; None if they are not known. Pure.
    """
    notes = Gathered()
    remaining = _without_topics(text.strip(), notes)
    _note_addresses(text, notes)
    for match in _INVISIBLE.finditer(text):
        notes.add("invisible", f"U+{ord(match.group()):04X}")
    for match in _ENTITY.finditer(text):
        notes.add("entity", match.group())
    found = [*_of_length(text), *_of_addresses(text, safe_domains), *notes.findings()]
    return URL.sub(_shortened, remaining), found


def findings(body: Body, safe_domains: Collection[str] | None = None) -> list[Finding]:
    """Return what is known of the fate of a payload, a post or a comment below one."""
    if "comment_on" in body:
        # 2/comments/create sets a limit of length and asks for no address.
        return _of_length(body["text"])
    return kept(body["text"], safe_domains)[1]


def picture_findings(data: bytes) -> list[Finding]:
    """Return why Weibo will refuse a picture file; nothing if it will not."""
    if len(data) >= PICTURE_BYTES:
        values = {"length": len(data), "limit": PICTURE_BYTES}
        return [Finding(Severity.REFUSED, "picture_large", values)]
    form = pictures.form_of(data)
    if form not in PICTURE_FORMATS:
        return [Finding(Severity.REFUSED, "picture_type", {"what": [form or "?"]})]
    return []


def _of_length(text: str) -> list[Finding]:
    if not text.strip():
        return [Finding(Severity.REFUSED, "text_empty")]
    length = weighted_length(text)
    if length > LIMIT:
        return [Finding(Severity.REFUSED, "text_long", {"length": length, "limit": LIMIT})]
    if length > SAFE_LIMIT:
        values = {"length": length, "limit": SAFE_LIMIT}
        return [Finding(Severity.CHANGED, "text_near_limit", values)]
    return []


def _of_addresses(text: str, safe_domains: Collection[str] | None) -> list[Finding]:
    hosts = {urlsplit(address).hostname or "" for address in URL.findall(text)}
    if not hosts:
        return [Finding(Severity.REFUSED, "link_missing")] if text.strip() else []
    if safe_domains is not None and hosts.isdisjoint(map(str.lower, safe_domains)):
        values = {"what": sorted(hosts)}
        return [Finding(Severity.REFUSED, "no_safe_domain", values, Blame.ADMINISTRATOR)]
    return []


def _without_topics(text: str, notes: Gathered) -> str:
    def decide(match: re.Match[str]) -> str:
        if match["address"]:
            return match.group()
        notes.add("topic", match.group())
        return ""

    return _TOPIC.sub(decide, text)


def _note_addresses(text: str, notes: Gathered) -> None:
    for match in URL.finditer(text):
        address, following = match.group(), text[match.end() : match.end() + 1]
        if not address.startswith(SHORT):
            notes.add("link_short", address)
        if address.endswith(_MARKS) or following.strip():
            notes.add("link_end", address + following)


def _shortened(match: re.Match[str]) -> str:
    return match.group() if match.group().startswith(SHORT) else SHORTENED
