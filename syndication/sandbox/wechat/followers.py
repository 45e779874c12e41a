"""What followers do, and how the platform tells the account's server of it."""

import secrets
import time
from typing import Any

from syndication.sandbox import clock
from syndication.sandbox.models import CallbackPush, ChatLine, Follower, WeChatAccount
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat import events, numbers, push
from syndication.sandbox.wechat.events import cdata

# What each deed cannot do without.
DEEDS = {
    "subscribe": (),
    "unsubscribe": (),
    "text": ("content",),
    "image": (),
    "location": (),
    "click": ("key",),
    "view": ("url",),
    "scan": ("scene",),
}


def welcome(account: WeChatAccount, openid: str = "", nickname: str = "") -> Follower:
    """Return a person who does not follow the account yet."""
    openid = openid or f"o{secrets.token_urlsafe(20)}"
    return Follower.objects.create(
        account=account,
        openid=openid,
        nickname=nickname or f"市民{openid[-4:]}",
        subscribed=False,
    )


def act(follower: Follower, deed: str, **what: Any) -> ChatLine:
    """Let a follower do one of DEEDS; the server is told, and answers into the chat."""
    account = follower.account
    with exclusive():
        line = ChatLine.objects.create(
            follower=follower,
            sender="follower",
            kind=deed,
            data={name: str(value) for name, value in what.items() if value},
            at=clock.now(),
        )
        if deed in {"subscribe", "unsubscribe"}:
            follower.subscribed = deed == "subscribe"
            follower.save(update_fields=["subscribed"])
        push.enqueue(account, _told(account, follower, deed, line.data), line)
    return line


def answer_to(line: ChatLine, seconds: float) -> ChatLine | None:
    """Return the answer to a line; wait for it while its push is under way."""
    end = time.monotonic() + seconds
    waiting = CallbackPush.objects.filter(line=line, state="waiting")
    while waiting.exists() and time.monotonic() < end:
        time.sleep(0.02)
    return ChatLine.objects.select_related("follower__account").filter(answers=line).first()


def _told(account: WeChatAccount, follower: Follower, deed: str, data: dict[str, str]) -> str:
    if deed in {"text", "image", "location"}:
        rest = f"{_message(deed, data)}<MsgId>{numbers.fresh() << 20}</MsgId>"
        return events.envelope(account, follower.openid, deed, rest)
    name = deed if deed in {"subscribe", "unsubscribe"} else deed.upper()
    return events.event(account, follower.openid, name, _event(deed, data))


def _message(deed: str, data: dict[str, str]) -> str:
    match deed:
        case "text":
            return f"<Content>{cdata(data['content'])}</Content>"
        case "image":
            picture, media = data.get("url", ""), secrets.token_urlsafe(30)
            return f"<PicUrl>{cdata(picture)}</PicUrl><MediaId>{cdata(media)}</MediaId>"
    return (
        "<Location_X>30.274089</Location_X><Location_Y>120.15507</Location_Y><Scale>15</Scale>"
        f"<Label>{cdata(data.get('content', ''))}</Label>"
    )


def _event(deed: str, data: dict[str, str]) -> str:
    match deed:
        case "click":
            return f"<EventKey>{cdata(data['key'])}</EventKey>"
        case "view":
            return f"<EventKey>{cdata(data['url'])}</EventKey><MenuId>1</MenuId>"
        case "scan":
            return _scene(data["scene"])
        case "subscribe" if data.get("scene"):
            return _scene(f"qrscene_{data['scene']}")
        case "subscribe" | "unsubscribe":
            return f"<EventKey>{cdata('')}</EventKey>"
    raise AssertionError(deed)


def _scene(key: str) -> str:
    return f"<EventKey>{cdata(key)}</EventKey><Ticket>{cdata(secrets.token_urlsafe(30))}</Ticket>"
