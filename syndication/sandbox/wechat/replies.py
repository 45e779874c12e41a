"""被动回复: what an account's server may answer to a follower's message, and nothing else."""

from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from syndication.sandbox.models import ChatLine, Material, WeChatAccount
from syndication.sandbox.wechat.crypto import decrypt, signature

SILENCE = frozenset({"", "success"})
TEXT_BYTES = 2048
# To these only one article is shown, to all else eight; the surplus is cut.
MESSAGES = frozenset({"text", "image", "voice", "video", "location"})
MOST_ARTICLES = 8
ACCEPTED_UNSEEN = frozenset({"voice", "video", "music", "transfer_customer_service"})


class Malformed(Exception):
    """The follower sees 该公众号暂时无法提供服务."""


def read(account: WeChatAccount, line: ChatLine, answer: str) -> tuple[str, dict[str, Any]] | None:
    """Return kind and data of a reply, None for silence. Raises Malformed, saying why."""
    if answer.strip() in SILENCE:
        return None
    root = _parsed(answer)
    if account.callback_mode == "aes":
        inner = _decrypted(account, root)
        if inner.strip() in SILENCE:
            return None
        root = _parsed(inner)
    if _text(root, "ToUserName") != line.follower.openid:
        raise Malformed("ToUserName is not the follower")
    if _text(root, "FromUserName") != account.original_id:
        raise Malformed("FromUserName is not the account")
    if not _text(root, "CreateTime").isdigit():
        raise Malformed("CreateTime is not a number")
    kind = _text(root, "MsgType")
    match kind:
        case "text":
            return kind, _words(root)
        case "news":
            return kind, _news(root, 1 if line.kind in MESSAGES else MOST_ARTICLES)
        case "image":
            return kind, _image(account, root)
    if kind in ACCEPTED_UNSEEN:
        return "other", {"type": kind}
    raise Malformed(f"MsgType {kind!r}")


def _parsed(text: str) -> Element:
    try:
        root = fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Malformed(f"no XML: {type(error).__name__}") from error
    if root.tag != "xml":
        raise Malformed(f"the root is {root.tag}")
    return root


def _text(element: Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()


def _decrypted(account: WeChatAccount, root: Element) -> str:
    encrypted = _text(root, "Encrypt")
    if not encrypted:
        raise Malformed("not encrypted")
    expected = signature(
        account.callback_token, _text(root, "TimeStamp"), _text(root, "Nonce"), encrypted
    )
    if _text(root, "MsgSignature") != expected:
        raise Malformed("MsgSignature does not fit")
    try:
        return decrypt(account.callback_aes_key, account.app_id, encrypted)
    except ValueError as error:
        raise Malformed(f"cannot be decrypted: {error}") from error


def _words(root: Element) -> dict[str, Any]:
    words = root.findtext("Content") or ""
    if not words.strip():
        raise Malformed("Content is empty")
    if len(words.encode()) > TEXT_BYTES:
        raise Malformed(f"Content has more than {TEXT_BYTES} bytes")
    return {"text": words}


def _news(root: Element, most: int) -> dict[str, Any]:
    items = root.findall("Articles/item")
    if not items or _text(root, "ArticleCount") != str(len(items)):
        raise Malformed("ArticleCount is not the number of articles")
    articles = []
    for item in items:
        title, url = _text(item, "Title"), _text(item, "Url")
        if not title or not url.startswith(("http://", "https://")):
            raise Malformed("an article needs a Title and an http address")
        articles.append(
            {
                "title": title,
                "url": url,
                "description": _text(item, "Description"),
                "picture": _text(item, "PicUrl"),
            }
        )
    return {"articles": articles[:most], "cut": max(len(articles) - most, 0)}


def _image(account: WeChatAccount, root: Element) -> dict[str, Any]:
    materials = Material.objects.select_related("picture").filter(account=account)
    material = materials.filter(media_id=_text(root, "Image/MediaId")).first()
    if material is None:
        raise Malformed("MediaId is unknown")
    return {"path": material.picture.address}
