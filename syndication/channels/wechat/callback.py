"""What WeChat pushes is verified and opened, and what we answer is sealed (消息加解密说明)."""

import secrets
import struct
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
class Opened:
    """A push that is the platform's. `aes_key` opened it; empty if it came in plain text."""

    root: Element
    aes_key: str = ""


def verify(account: Account, query: Mapping[str, str]) -> None:
    """Check `signature`: SHA-1 over token, timestamp and nonce. Raises Forged."""
    _check(account, query, "signature")
    try:
        age = abs(int(time.time()) - int(query["timestamp"]))
    except (KeyError, ValueError) as error:
        raise Forged("timestamp") from error
    if age > MAX_AGE:
        raise Forged("too old")


def opened(account: Account, query: Mapping[str, str], raw: bytes) -> Opened:
    """Read a push, decrypting it if the account's pushes are encrypted. Raises Forged.

    While the platform changes over to a new key, pushes still come with the one before.
    """
    root = _parse(raw)
    encrypted = root.findtext("Encrypt")
    if not account.callback_aes_key:
        if encrypted:
            raise Forged("encryption")
        return Opened(root)
    if not encrypted:
        raise Forged("encryption")
    _check(account, query, "msg_signature", encrypted)
    for aes_key in filter(None, (account.callback_aes_key, account.callback_aes_key_before)):
        try:
            plain = _decrypted(account, query, encrypted, aes_key)
        except Forged as error:
            refused = error
        else:
            return Opened(_parse(plain), aes_key)
    raise refused


def sealed(account: Account, push: Opened, xml: str) -> str:
    """Return an answer as it has to be sent: encrypted with the key that opened the push."""
    if not push.aes_key:
        return xml
    crypto = WeChatCrypto(account.callback_token, push.aes_key, account.app_id)
    return crypto.encrypt_message(xml, secrets.token_hex(8))


def _check(account: Account, query: Mapping[str, str], name: str, *more: str) -> None:
    signer = WeChatSigner()
    signer.add_data(
        account.callback_token, query.get("timestamp", ""), query.get("nonce", ""), *more
    )
    if not account.callback_token or not constant_time_compare(
        signer.signature, query.get(name, "")
    ):
        raise Forged(name)


def _parse(raw: bytes) -> Element:
    try:
        return ElementTree.fromstring(raw)
    # LookupError: an encoding nobody knows.
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Forged("not XML") from error


def _decrypted(account: Account, query: Mapping[str, str], encrypted: str, aes_key: str) -> bytes:
    try:
        crypto = WeChatCrypto(account.callback_token, aes_key, account.app_id)
        plain = crypto.decrypt_message(
            {"Encrypt": encrypted},
            query.get("msg_signature", ""),
            query.get("timestamp", ""),
            query.get("nonce", ""),
        )
    except (InvalidSignatureException, InvalidAppIdException) as error:
        raise Forged("app id") from error
    # wechatpy's own words for a key of the wrong length, and for noise instead of a message.
    except (AssertionError, ValueError, IndexError, struct.error) as error:
        raise Forged("decryption") from error
    return plain.encode() if isinstance(plain, str) else plain
