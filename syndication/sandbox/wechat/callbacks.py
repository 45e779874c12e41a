"""PUBLISHJOBFINISH pushed to the account's own server, plain or encrypted (消息加解密说明)."""

import base64
import hashlib
import logging
import os
import secrets
import struct
import time
from urllib.parse import urlencode

import requests
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from syndication.sandbox.models import OfficialAccount, Publication

TRIES, SECONDS = 3, 5
BLOCK = 32

log = logging.getLogger(__name__)


def event(publication: Publication) -> str:
    """Return the event as XML; the article's id with the line break of the official sample."""
    if publication.status == 0:
        detail = (
            f"<article_id><![CDATA[{publication.article_id}\n]]></article_id><article_detail>"
            f"<count>1</count><item><idx>1</idx><article_url><![CDATA[{publication.url}]]>"
            "</article_url></item></article_detail>"
        )
    else:
        detail = "<fail_idx>1</fail_idx>"
    return (
        "<xml><ToUserName><![CDATA[gh_sandbox]]></ToUserName>"
        "<FromUserName><![CDATA[sandbox_mphelper]]></FromUserName>"
        f"<CreateTime>{int(time.time())}</CreateTime><MsgType><![CDATA[event]]></MsgType>"
        "<Event><![CDATA[PUBLISHJOBFINISH]]></Event><PublishEventInfo>"
        f"<publish_id>{publication.publish_id}</publish_id>"
        f"<publish_status>{publication.status}</publish_status>{detail}"
        "</PublishEventInfo></xml>"
    )


def push(account: OfficialAccount, xml: str) -> bool:
    """Push an event, up to three times; return whether it was taken."""
    timestamp, nonce = str(int(time.time())), secrets.token_hex(5)
    query = {
        "signature": _sha1(account.callback_token, timestamp, nonce),
        "timestamp": timestamp,
        "nonce": nonce,
    }
    body = xml
    if account.callback_mode == "aes":
        secret = encrypted(xml, account.callback_aes_key, account.app_id)
        query["encrypt_type"] = "aes"
        query["msg_signature"] = _sha1(account.callback_token, timestamp, nonce, secret)
        body = (
            "<xml><ToUserName><![CDATA[gh_sandbox]]></ToUserName>"
            f"<Encrypt><![CDATA[{secret}]]></Encrypt></xml>"
        )
    address = f"{account.callback_url}?{urlencode(query)}"
    for _ in range(TRIES):
        try:
            answer = requests.post(
                address,
                data=body.encode(),
                headers={"Content-Type": "text/xml"},
                timeout=SECONDS,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            log.warning("Push to %s failed: %s", account.name, type(error).__name__)
            continue
        if answer.ok and answer.content in {b"success", b""}:
            return True
    return False


def encrypted(message: str, encoding_aes_key: str, app_id: str) -> str:
    """AES-256-CBC over 16 random bytes, length, message and app id; PKCS#7 in blocks of 32."""
    key = base64.b64decode(f"{encoding_aes_key}=")
    raw = message.encode()
    plain = os.urandom(16) + struct.pack(">I", len(raw)) + raw + app_id.encode()
    padding = BLOCK - len(plain) % BLOCK
    plain += bytes([padding]) * padding
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return base64.b64encode(encryptor.update(plain) + encryptor.finalize()).decode()


def _sha1(*parts: str) -> str:
    # The platform's own signature; not ours to strengthen.
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324
