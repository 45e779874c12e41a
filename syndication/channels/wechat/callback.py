"""What WeChat pushes: verified, stored, answered at once (消息加解密说明)."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.crypto import constant_time_compare
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException, InvalidSignatureException
from wechatpy.utils import WeChatSigner

from syndication.models import Account

# Our own limit; the platform repeats a push within seconds.
MAX_AGE = 600
MAX_BYTES = 512 * 1024


class Forged(Exception):
    """A push that does not carry the account's signature, or cannot be read."""


@dataclass(frozen=True, slots=True)
class Push:
    """A verified push; `key` is the same when the platform repeats it."""

    kind: str
    key: str
    body: dict


def verify(account: Account, query: Mapping[str, str]) -> None:
    """Check `signature`: SHA-1 over token, timestamp and nonce. Raises Forged."""
    signer = WeChatSigner()
    signer.add_data(account.callback_token, query.get("timestamp", ""), query.get("nonce", ""))
    if not account.callback_token or not constant_time_compare(
        signer.signature, query.get("signature", "")
    ):
        raise Forged("signature")
    try:
        age = abs(time.time() - int(query["timestamp"]))
    except ValueError as error:
        raise Forged("timestamp") from error
    if age > MAX_AGE:
        raise Forged("too old")


def read(account: Account, query: Mapping[str, str], raw: bytes) -> Push:
    """Verify and read a push, decrypting it if it is encrypted. Raises Forged."""
    verify(account, query)
    if len(raw) > MAX_BYTES:
        raise Forged("too large")
    root = _parse(raw)
    encrypted = root.findtext("Encrypt")
    if encrypted and account.callback_aes_key:
        root = _parse(_decrypted(account, query, encrypted).encode())
    elif encrypted or account.callback_aes_key:
        raise Forged("encryption")
    return _understood(root)


def _parse(raw: bytes) -> Element:
    try:
        return ElementTree.fromstring(raw)
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        raise Forged("not XML") from error


def _decrypted(account: Account, query: Mapping[str, str], encrypted: str) -> str:
    crypto = WeChatCrypto(account.callback_token, account.callback_aes_key, account.app_id)
    try:
        plain = crypto.decrypt_message(
            {"Encrypt": encrypted},
            query.get("msg_signature", ""),
            query.get("timestamp", ""),
            query.get("nonce", ""),
        )
    except (InvalidSignatureException, InvalidAppIdException, ValueError, IndexError) as error:
        raise Forged("decryption") from error
    return plain if isinstance(plain, str) else plain.decode()


def _understood(root: Element) -> Push:
    kind = root.findtext("Event") or root.findtext("MsgType") or ""
    info = root.find("PublishEventInfo")
    if kind == "PUBLISHJOBFINISH" and info is not None:
        body = _publish_result(info)
        return Push(kind, f"publish:{body['publish_id']}:{body['publish_status']}", body)
    key = root.findtext("MsgId") or ":".join(
        root.findtext(name) or "" for name in ("FromUserName", "CreateTime", "Event", "EventKey")
    )
    return Push(kind, key, {})


def _publish_result(info: Element) -> dict:
    """Read PublishEventInfo (发布能力); `item` may occur once or several times."""
    status = (info.findtext("publish_status") or "").strip()
    if not status.isdigit():
        raise Forged("publish_status")
    return {
        "publish_id": (info.findtext("publish_id") or "").strip(),
        "publish_status": int(status),
        # The official sample has a line break inside.
        "article_id": "".join((info.findtext("article_id") or "").split()),
        "article_detail": {
            "item": [
                {"article_url": (item.findtext("article_url") or "").strip()}
                for item in info.iterfind("article_detail/item")
            ]
        },
    }
