"""The links that lead to WeChat articles and accounts."""

import re

from syndication.channels.base import Remote
from syndication.channels.links import Link, Name, Recognised, names_of

ARTICLES = "mp.weixin.qq.com"
SHORT, LONG = "short", "long"

_SLUG = re.compile(r"[A-Za-z0-9_-]{6,64}")
_NUMBER = re.compile(r"[0-9]{1,12}")
_BIZ = re.compile(r"[A-Za-z0-9+/]{4,40}={0,2}")


def recognise(link: Link) -> Recognised | None:
    """Read a link; None if it does not lead to WeChat.

    An article has two addresses that only WeChat can turn into each other: the short one that
    is copied on the phone, and the long one with `__biz`, `mid` and `idx`, of which `sn` and
    `chksm` are no part. With a `tempkey` it is the preview of a draft.
    """
    if link.host == ARTICLES:
        name = _article(link)
        return Recognised((name,) if name else ())
    if link.host == "open.weixin.qq.com" and link.path == ("qr", "code"):
        return Recognised(account=link.query.get("username", ""))
    if link.host.endswith(".weixin.qq.com") or link.host in {"weixin.qq.com", "w.url.cn"}:
        return Recognised()
    return None


def names(remote: Remote, url: str) -> tuple[Name, ...]:
    """Return the names under which what is live can be recognised.

    Where a person told the link, it counts if it is one of an article.
    """
    link = Link.parse(url) if url else None
    found = recognise(link) if link else None
    if found and found.names:
        return found.names
    return names_of(url) if {"article_id", "msg_id"} & remote.keys() else ()


def _article(link: Link) -> Name | None:
    match link.path:
        case ("s", slug) if _SLUG.fullmatch(slug):
            return Name(SHORT, slug)
        case ("s",):
            return _long(link, "mid", "idx")
        case ("mp", "appmsg", "show"):
            return _long(link, "appmsgid", "itemidx")
    return None


def _long(link: Link, number: str, position: str) -> Name | None:
    # A `+` of base64 that was not encoded has been read as a space.
    biz = link.query.get("__biz", "").replace(" ", "+")
    mid, idx = link.query.get(number, ""), link.query.get(position) or "1"
    if "tempkey" in link.query or not _BIZ.fullmatch(biz):
        return None
    if not (_NUMBER.fullmatch(mid) and _NUMBER.fullmatch(idx)):
        return None
    return Name(LONG, f"{biz.rstrip('=')}/{int(mid)}/{int(idx)}")
