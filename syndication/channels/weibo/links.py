"""The links that lead to Weibo posts and accounts."""

import re

from syndication.channels.base import Remote
from syndication.channels.links import Link, Name, Recognised, names_of
from syndication.channels.weibo import mid

POST, ARTICLE = "mid", "article"

_UID = re.compile(r"[1-9][0-9]{4,11}")
_MID = re.compile(r"[1-9][0-9]{13,18}")
# m.weibo.cn and the old weibo.cn name a post without its author.
_ABOUT_A_POST = frozenset({"detail", "status", "comment", "repost", "attitude"})
_ABOUT_AN_ACCOUNT = frozenset({"u", "profile"})


def recognise(link: Link) -> Recognised | None:
    """Read a link; None if it does not lead to Weibo.

    A post is named by its number in digits or in base 62, whatever stands around it. Names
    that users choose for themselves, and t.cn, are known to Weibo only.
    """
    host = link.host
    if host == "t.cn":
        return Recognised()
    if not any(host == own or host.endswith(f".{own}") for own in ("weibo.com", "weibo.cn")):
        return None
    if number := _post(link.query.get("weibo_id", "")):
        return Recognised((Name(POST, number),))
    match link.path:
        case (word, account, *_) if word in _ABOUT_AN_ACCOUNT and _UID.fullmatch(account):
            return Recognised(account=account)
        case (word, post) if word in _ABOUT_A_POST and (number := _post(post)):
            return Recognised((Name(POST, number),))
        case ("ttarticle", "p", "show") if link.query.get("id", "").isdecimal():
            return Recognised((Name(ARTICLE, link.query["id"]),))
        case (account,) if _UID.fullmatch(account):
            return Recognised(account=account)
        case (account, post) if _UID.fullmatch(account) and (number := _post(post)):
            return Recognised((Name(POST, number),), account)
    return Recognised()


def names(remote: Remote, url: str) -> tuple[Name, ...]:
    """Return the names under which what is live can be recognised; an article has two.

    A comment has no address of its own: what is stored is that of the post above it. Where a
    person told the link, it counts if it is one of a post.
    """
    link = Link.parse(url) if url else None
    found = recognise(link) if link else None
    if "mid" in remote:
        number = remote.get("article", "").rpartition(":")[2]
        article = (Name(ARTICLE, number),) if number.isdecimal() else ()
        return (Name(POST, remote["mid"]), *article, *(names_of(url) if found is None else ()))
    return () if "cid" in remote or found is None else found.names


def _post(text: str) -> str:
    """Return the number that a post's number or code stands for, or an empty text."""
    if _MID.fullmatch(text):
        return text
    try:
        return mid.number(text)
    except ValueError:
        return ""
