"""What a push says: a platform's report, or something a follower did."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from syndication.channels.wechat.callback import Forged

LONGEST_NAME = 100
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Push:
    """One push.

    `key` is the same when the platform repeats it. A follower's push names a person in `key`
    and `sender`, and `words` are a person's: none of them may be stored or logged as it is.
    `report` is what the platform itself has to say, and about nobody.
    """

    kind: str
    key: str
    sender: str = ""
    receiver: str = ""
    words: str = ""
    event_key: str = ""
    report: dict[str, Any] | None = field(default=None)


def understood(root: Element) -> Push:
    """Read a push. Raises Forged if it lacks what its kind must have."""
    kind = _text(root, "MsgType")
    if kind == "event":
        kind = _text(root, "Event")
    read = REPORTS.get(kind)
    if read is not None:
        return read(kind, root)
    sender, event_key = _text(root, "FromUserName"), _text(root, "EventKey")
    parts = (sender, _text(root, "CreateTime"), kind, event_key)
    return Push(
        kind=kind,
        # 接收普通消息: sort out repetitions by MsgId; 接收事件推送: by FromUserName + CreateTime.
        key=_text(root, "MsgId") or ":".join(parts),
        sender=sender,
        receiver=_text(root, "ToUserName"),
        words=root.findtext("Content") or "",
        event_key=event_key,
    )


def _text(element: Element, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _number(element: Element, path: str) -> int:
    digits = _text(element, path)
    if not (digits.isascii() and digits.isdigit() and len(digits) < 20):
        raise Forged(path)
    return int(digits)


def _name(element: Element, path: str) -> str:
    """Return one of the platform's own names; its samples have line breaks inside them."""
    name = "".join((element.findtext(path) or "").split())
    if len(name) > LONGEST_NAME:
        raise Forged(path)
    return name


def _publication(kind: str, root: Element) -> Push:
    """PUBLISHJOBFINISH (发布能力); `item` may occur once or several times."""
    info = root.find("PublishEventInfo")
    if info is None:
        raise Forged("PublishEventInfo")
    report = {
        "publish_id": _name(info, "publish_id"),
        "publish_status": _number(info, "publish_status"),
        "article_id": _name(info, "article_id"),
        "article_detail": {
            "item": [
                {"article_url": _text(item, "article_url")}
                for item in info.iterfind("article_detail/item")
            ]
        },
    }
    return Push(kind, f"publish:{report['publish_id']}:{report['publish_status']}", report=report)


def _mass_send(kind: str, root: Element) -> Push:
    """MASSSENDJOBFINISH (群发): the addresses and the copyright check may be missing."""
    report = {
        "msg_id": _name(root, "MsgID"),
        "status": _text(root, "Status")[:LONGEST_NAME],
        "counts": {
            name: _number(root, name)
            for name in ("TotalCount", "FilterCount", "SentCount", "ErrorCount")
            if _text(root, name)
        },
        "urls": {
            str(_number(item, "ArticleIdx")): _text(item, "ArticleUrl")
            for item in root.iterfind("ArticleUrlResult/ResultList/item")
        },
    }
    return Push(kind, f"mass:{report['msg_id']}", report=report)


def _verification(kind: str, root: Element) -> Push:
    """The account's verification is granted, refused, due or over (微信认证事件推送)."""
    when = _number(root, "CreateTime")
    report = {
        name: _number(root, tag)
        for name, tag in (("expired_at", "ExpiredTime"), ("failed_at", "FailTime"))
        if _text(root, tag)
    }
    reason = _text(root, "FailReason")[:LONGEST_REASON]
    return Push(kind, f"{kind}:{when}", report={"at": when, **report, "reason": reason})


VERIFICATION = frozenset(
    {
        "qualification_verify_success",
        "qualification_verify_fail",
        "naming_verify_success",
        "naming_verify_fail",
        "annual_renew",
        "verify_expired",
    }
)
REPORTS: dict[str, Callable[[str, Element], Push]] = {
    "PUBLISHJOBFINISH": _publication,
    "MASSSENDJOBFINISH": _mass_send,
    **dict.fromkeys(VERIFICATION, _verification),
}
