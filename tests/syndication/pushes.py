"""Pushes as WeChat sends them, written and signed by hand."""

import time
from typing import Any
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from django.urls import reverse
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import WeChatSigner

from syndication.models import Account

TOKEN = "callbacktoken"
OPENID, ORIGINAL_ID = "oCitizen0000000000000000001", "gh_0000000000"


def signed(token: str = TOKEN, when: float | None = None) -> dict[str, str]:
    """Return the query of a signed push."""
    timestamp, nonce = str(int(when or time.time())), "nonce"
    signer = WeChatSigner()
    signer.add_data(token, timestamp, nonce)
    return {"timestamp": timestamp, "nonce": nonce, "signature": signer.signature}


def sealed(xml: str, query: dict[str, str], key: str, app_id: str) -> tuple[str, dict[str, str]]:
    """Return an encrypted push and the query that goes with it."""
    body = WeChatCrypto(TOKEN, key, app_id).encrypt_message(xml, query["nonce"], query["timestamp"])
    signature = ElementTree.fromstring(body).findtext("MsgSignature")
    return body, {**query, "encrypt_type": "aes", "msg_signature": signature}


def address(account: Account, query: dict[str, str]) -> str:
    path = reverse("channels:wechat_callback", args=[account.callback_id])
    return f"{path}?{urlencode(query)}"


def push(client: Any, account: Account, xml: str | bytes, query: dict[str, str]) -> Any:
    data = xml.encode() if isinstance(xml, str) else xml
    return client.post(address(account, query), data=data, content_type="text/xml")


def message(words: str, number: int = 1, openid: str = OPENID) -> str:
    """Return what is pushed when a follower writes."""
    return _xml(
        f"<MsgType><![CDATA[text]]></MsgType><Content>{_cdata(words)}</Content>"
        f"<MsgId>{number}</MsgId>",
        openid,
    )


def event(name: str, key: str = "", openid: str = OPENID, when: int = 1481013459) -> str:
    """Return what is pushed when a follower does something else."""
    return _xml(
        f"<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[{name}]]></Event>"
        f"<EventKey>{_cdata(key)}</EventKey>",
        openid,
        when,
    )


def _xml(rest: str, openid: str, when: int = 1481013459) -> str:
    return (
        f"<xml><ToUserName><![CDATA[{ORIGINAL_ID}]]></ToUserName>"
        f"<FromUserName><![CDATA[{openid}]]></FromUserName>"
        f"<CreateTime>{when}</CreateTime>{rest}</xml>"
    )


def _cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def reply(answer: Any) -> Element:
    """Return the passive reply in an answer to a push."""
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content)


def opened(answer: Any, key: str, app_id: str) -> Element:
    """Return the passive reply in an encrypted answer, opened as the platform opens it."""
    root = reply(answer)
    plain = WeChatCrypto(TOKEN, key, app_id).decrypt_message(
        answer.content.decode(),
        root.findtext("MsgSignature"),
        root.findtext("TimeStamp"),
        root.findtext("Nonce"),
    )
    return ElementTree.fromstring(plain)
