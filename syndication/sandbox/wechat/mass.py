"""群发: the order, its state, its recall, the preview, the speed. Only news (mpnews)."""

import hashlib
import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from syndication.sandbox import background, clock
from syndication.sandbox.models import ChatLine, Draft, Follower, MassSend, Publication
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat import sending
from syndication.sandbox.wechat.answers import OK, Refusal
from syndication.sandbox.wechat.gate import Call, business
from syndication.sandbox.wechat.publishing import take_down

MESSAGE_TYPES = frozenset({"mpnews", "text", "voice", "image", "images", "mpvideo", "wxcard"})
LONGEST_CLIENTMSGID = 32
REMEMBERED = 86_400.0
TOLD = {
    "waiting": "SENDING",
    "sending": "SENDING",
    "done": "SEND_SUCCESS",
    "failed": "SEND_FAIL",
}
# In ten thousands a minute.
SPEEDS = (80, 60, 45, 30, 10)


@business("POST")
def sendall(call: Call) -> dict[str, Any]:
    media_id = _news(call)
    clientmsgid = str(call.body.get("clientmsgid") or "")
    if len(clientmsgid.encode()) > LONGEST_CLIENTMSGID:
        raise Refusal(45067)
    scope = call.body.get("filter")
    if not isinstance(scope, dict):
        raise Refusal(40097)
    everyone = bool(scope.get("is_to_all"))
    tag_id = "" if everyone else str(scope.get("tag_id", ""))
    with exclusive():
        clientmsgid = clientmsgid or _digest(call, media_id, tag_id)
        earlier = _earlier(call, clientmsgid)
        if earlier:
            refusal = _again(call, earlier)
        else:
            draft = sending.find_draft(call.account, media_id)
            if not everyone and tag_id not in call.account.tags:
                raise Refusal(40152)
            send = sending.accept(
                draft,
                clientmsgid=clientmsgid,
                tag_id=tag_id,
                ignore_reprint=bool(call.body.get("send_ignore_reprint")),
                host=call.request.build_absolute_uri("/").rstrip("/"),
            )
            waits = send.state == "waiting" and call.account.mass_protection_code
            refusal = Refusal(call.account.mass_protection_code) if waits else None
    background.wake()
    if refusal:
        raise refusal
    return {
        "errcode": 0,
        "errmsg": "send job submission success",
        "msg_id": send.msg_id,
        "msg_data_id": int(send.msg_data_id),
    }


@business("POST")
def get(call: Call) -> dict[str, Any]:
    send = _find(call)
    # Fresh ones have been unknown for a while.
    if clock.now() < send.created_at + call.account.replication_delay:
        raise Refusal(40059)
    gone = send.publication and send.publication.status == "deleted"
    return {"msg_id": send.msg_id, "msg_status": "DELETE" if gone else TOLD[send.state]}


@business("POST")
def delete(call: Call) -> dict[str, Any]:
    """The article dies; the card stays with the followers."""
    with exclusive():
        if call.body.get("msg_id"):
            send = _find(call)
            index = call.body.get("article_idx") or 0
        else:
            send, index = _by_address(call, str(call.body.get("url", "")))
        if send.by_hand or send.publication is None or send.publication.status == "deleted":
            raise Refusal(40059)
        if not isinstance(index, int) or not 0 <= index <= len(send.articles):
            raise Refusal(40060)
        # Sends that shared a media_id die together.
        together = MassSend.objects.filter(account=call.account, media_id=send.media_id)
        for publication in Publication.objects.filter(masssend__in=together).distinct():
            take_down(publication, index)
    return OK


@business("POST")
def preview(call: Call) -> dict[str, Any]:
    media_id = _news(call)
    followers = Follower.objects.filter(account=call.account)
    if call.body.get("towxname"):
        follower = followers.filter(wxid=str(call.body["towxname"])).first()
    else:
        follower = followers.filter(openid=str(call.body.get("touser", ""))).first()
        if follower is None:
            raise Refusal(40003)
    if follower is None or not follower.subscribed:
        raise Refusal(43004)
    with exclusive():
        draft = sending.find_draft(call.account, media_id)
        line = ChatLine.objects.create(
            follower=follower,
            sender="account",
            kind="preview",
            data={"media_id": draft.media_id, "articles": draft.articles},
            at=clock.now(),
        )
    return {"errcode": 0, "errmsg": "preview success", "msg_id": 1_000_000_000 + line.pk}


@business("POST")
def speed_get(call: Call) -> dict[str, Any]:
    return {"speed": call.account.mass_speed, "realspeed": SPEEDS[call.account.mass_speed]}


@business("POST")
def speed_set(call: Call) -> dict[str, Any]:
    speed = call.body.get("speed")
    if speed is None:
        raise Refusal(45084)
    if not isinstance(speed, int) or not 0 <= speed < len(SPEEDS):
        raise Refusal(45083)
    with exclusive():
        call.account.mass_speed = speed
        call.account.save(update_fields=["mass_speed"])
    return OK


def _news(call: Call) -> str:
    """Return the media_id of a message of news. Raises Refusal for other messages."""
    kind = call.body.get("msgtype")
    if kind not in MESSAGE_TYPES:
        raise Refusal(45162)
    if kind != "mpnews":
        raise Refusal(48008)
    news = call.body.get("mpnews")
    if not isinstance(news, dict):
        raise Refusal(40007)
    return str(news.get("media_id", ""))


def _digest(call: Call, media_id: str, tag_id: str) -> str:
    """Return what stands for a missing clientmsgid: range and content."""
    draft = Draft.objects.filter(account=call.account, media_id=media_id).first()
    source = draft or MassSend.objects.filter(account=call.account, media_id=media_id).first()
    if source is None:
        return ""
    content = json.dumps([tag_id, source.articles], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _earlier(call: Call, clientmsgid: str) -> MassSend | None:
    return MassSend.objects.filter(
        account=call.account,
        clientmsgid=clientmsgid,
        created_at__gt=clock.now() - REMEMBERED,
    ).first()


def _again(call: Call, earlier: MassSend) -> Refusal:
    """Return the answer to a repetition, which is also noted."""
    now, before = clock.now(), earlier.asked_at
    earlier.asked_at = now
    earlier.save(update_fields=["asked_at"])
    if now < before + call.account.mass_retry_pause:
        return Refusal(45066)
    if earlier.state == "waiting" and call.account.mass_protection_code:
        return Refusal(call.account.mass_protection_code)
    return Refusal(45065, msg_id=earlier.msg_id)


def _find(call: Call) -> MassSend:
    msg_id = call.body.get("msg_id")
    sends = MassSend.objects.filter(account=call.account).select_related("publication")
    number = int(msg_id) if str(msg_id).isascii() and str(msg_id).isdigit() else 0
    send = sends.filter(msg_id=number).first() if number < 1 << 63 else None
    if send is None:
        raise Refusal(40059)
    return send


def _by_address(call: Call, url: str) -> tuple[MassSend, int]:
    """Return the send an article's address belongs to, and the article's number in it."""
    parts = urlsplit(url)
    publication = Publication.objects.filter(
        account=call.account, mass=True, slug=parts.path.removeprefix("/s/")
    ).first()
    send = publication and MassSend.objects.filter(publication=publication).first()
    if not send:
        raise Refusal(40066)
    item = dict(parse_qsl(parts.query)).get("item", "1")
    return send, int(item) if item.isdigit() else 1
