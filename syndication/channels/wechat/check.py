"""What WeChat will refuse or change of a payload, known before anything is sent.

Field limits: 新增草稿, field table. What is lost of the HTML: `kept`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from syndication.channels import pictures
from syndication.channels.base import Blame, Body, Finding, Severity
from syndication.channels.wechat.kept import REFUSED_BY_SOME, kept, parsed, visible_text
from syndication.channels.wechat.render import (
    AUTHOR_LENGTH,
    DIGEST_LENGTH,
    PICTURE_SCHEME,
    TITLE_LENGTH,
)

VISIBLE_CHARACTERS = 20_000
BYTES = 1_000_000
SOURCE_URL_BYTES = 1024
AUTOMATIC_DIGEST = 54
# 上传图文消息图片 is strictly below its limit; 上传永久素材 includes it.
BODY_PICTURE_BYTES, COVER_BYTES = 1024 * 1024 - 1, 10 * 1024 * 1024
BODY_FORMATS, COVER_FORMATS = ("JPEG", "PNG"), ("JPEG", "PNG", "GIF", "BMP")

ERRCODES: Mapping[str, int] = MappingProxyType(
    {
        "title_empty": 44003,
        "title_long": 45003,
        "author_long": 45110,
        "digest_long": 45004,
        "body_empty": 44004,
        "body_long": 45002,
        "body_bytes": 45002,
        "address_long": 41039,
        "address_bad": 41039,
        "picture_type": 40137,
        "picture_large": 40009,
        **dict.fromkeys(REFUSED_BY_SOME, 45166),
    }
)
"""What the platform answers to that of which a finding tells, should it refuse it."""


def findings(body: Body) -> list[Finding]:
    """Return what is known of the fate of a payload."""
    return as_kept(body)[1]


def as_kept(body: Body) -> tuple[Body, list[Finding]]:
    """Return a payload as the platform would hold it, and what makes the difference.

    Its content is what is kept, its digest the body's first words if there was none, its
    pictures those still shown. Pictures stand as `picture:<sha256>`, as in the payload. Pure.
    """
    own = {f"{PICTURE_SCHEME}{sha256}" for sha256 in body["pictures"]}
    content, losses = kept(body["content"], own)
    soup = parsed(content)
    text = visible_text(soup)
    shows_something = bool(text) or soup.find(["img", "svg"]) is not None
    found = [*_of_fields(body), *_of_content(body["content"], text, shows_something), *losses]
    remaining: Body = {
        **body,
        "content": content,
        "digest": body["digest"] or text[:AUTOMATIC_DIGEST],
        "pictures": [sha256 for sha256 in body["pictures"] if sha256 in content],
    }
    return remaining, found


def picture_findings(data: bytes, *, cover: bool = False) -> list[Finding]:
    """Return why WeChat will refuse a picture file, for the body or as a cover."""
    limit = COVER_BYTES if cover else BODY_PICTURE_BYTES
    if len(data) > limit:
        return [_too_long("picture_large", len(data), limit)]
    form = pictures.form_of(data)
    if form not in (COVER_FORMATS if cover else BODY_FORMATS):
        return [Finding(Severity.REFUSED, "picture_type", {"what": [form or "?"]})]
    return []


def _of_fields(body: Body) -> list[Finding]:
    found: list[Finding] = []
    if not body["title"]:
        found.append(Finding(Severity.REFUSED, "title_empty"))
    # Long titles have been seen to pass, so the platform decides.
    for name, limit, severity in (
        ("title", TITLE_LENGTH, Severity.CHANGED),
        ("author", AUTHOR_LENGTH, Severity.REFUSED),
        ("digest", DIGEST_LENGTH, Severity.REFUSED),
    ):
        if len(body[name]) > limit:
            found.append(_too_long(f"{name}_long", len(body[name]), limit, severity))
    address = body["content_source_url"]
    if len(address.encode()) > SOURCE_URL_BYTES:
        found.append(Finding(Severity.REFUSED, "address_long", {"limit": SOURCE_URL_BYTES}))
    elif address and not _is_address(address):
        values = {"what": [address]}
        found.append(Finding(Severity.REFUSED, "address_bad", values, Blame.ADMINISTRATOR))
    return found


def _of_content(given: str, text: str, shows_something: bool) -> list[Finding]:
    found: list[Finding] = []
    if not shows_something:
        found.append(Finding(Severity.REFUSED, "body_empty"))
    if len(text) >= VISIBLE_CHARACTERS:
        found.append(_too_long("body_long", len(text), VISIBLE_CHARACTERS))
    size = len(given.encode())
    if size >= BYTES:
        found.append(_too_long("body_bytes", size, BYTES))
    return found


def _too_long(code: str, length: int, limit: int, severity: Severity = Severity.REFUSED) -> Finding:
    return Finding(severity, code, {"length": length, "limit": limit})


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
