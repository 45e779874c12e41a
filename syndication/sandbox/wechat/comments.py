"""留言管理. Articles are found by msg_data_id and counted from 0."""

from typing import Any

from django.db.models import QuerySet

from syndication.sandbox import clock
from syndication.sandbox.models import Publication, ReaderComment
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat.answers import OK, Refusal
from syndication.sandbox.wechat.gate import Call, business

MOST_LISTED = 49
# No figures are documented for these two.
MOST_ELECTED, LONGEST_REPLY = 100, 600


@business("POST")
def open_comments(call: Call) -> dict[str, Any]:
    return _opened(call, 1)


@business("POST")
def close_comments(call: Call) -> dict[str, Any]:
    return _opened(call, 0)


@business("POST")
def listed(call: Call) -> dict[str, Any]:
    begin, count, kind = (call.body.get(name, 0) for name in ("begin", "count", "type"))
    if not isinstance(count, int) or not 1 <= count <= MOST_LISTED:
        raise Refusal(88010)
    if not isinstance(begin, int) or begin < 0 or kind not in {0, 1, 2}:
        raise Refusal(40097)
    comments = _of_article(call).filter(withdrawn=False).order_by("-created_at", "-pk")
    if kind:
        comments = comments.filter(elected=kind == 2)
    return OK | {
        "total": comments.count(),
        "comment": [_told(row) for row in comments[begin : begin + count]],
    }


@business("POST")
def markelect(call: Call) -> dict[str, Any]:
    with exclusive():
        row = _find(call)
        most = call.account.limits.get("elected", MOST_ELECTED)
        if not row.elected and _of_article(call).filter(elected=True).count() >= most:
            raise Refusal(88003)
        row.elected = True
        row.save(update_fields=["elected"])
    return OK


@business("POST")
def unmarkelect(call: Call) -> dict[str, Any]:
    with exclusive():
        row = _find(call)
        row.elected = False
        row.save(update_fields=["elected"])
    return OK


@business("POST")
def delete(call: Call) -> dict[str, Any]:
    with exclusive():
        _find(call, withdrawn_too=True).delete()
    return OK


@business("POST")
def reply_add(call: Call) -> dict[str, Any]:
    words = str(call.body.get("content") or "")
    most = call.account.limits.get("reply", LONGEST_REPLY)
    with exclusive():
        row = _find(call)
        if not words.strip() or len(words) > most:
            raise Refusal(88007)
        if row.reply:
            raise Refusal(88005)
        row.reply, row.replied_at = words, clock.now()
        row.save(update_fields=["reply", "replied_at"])
    return OK


@business("POST")
def reply_delete(call: Call) -> dict[str, Any]:
    with exclusive():
        row = _find(call)
        row.reply, row.replied_at = "", None
        row.save(update_fields=["reply", "replied_at"])
    return OK


def _opened(call: Call, value: int) -> dict[str, Any]:
    with exclusive():
        publication, index = _article(call)
        if publication.status == "blocked":
            raise Refusal(88002)
        publication.articles[index]["need_open_comment"] = value
        publication.save(update_fields=["articles"])
    return OK


def _article(call: Call) -> tuple[Publication, int]:
    """Return what a call is about. Raises Refusal 88001."""
    there = Publication.objects.filter(
        account=call.account, msg_data_id=str(call.body.get("msg_data_id"))
    ).exclude(status="deleted")
    if not call.account.comments_on_published:
        there = there.filter(mass=True)
    publication, index = there.first(), call.body.get("index", 0)
    if publication is None or not isinstance(index, int):
        raise Refusal(88001)
    if not 0 <= index < len(publication.articles) or publication.articles[index]["is_deleted"]:
        raise Refusal(88001)
    return publication, index


def _of_article(call: Call) -> QuerySet[ReaderComment]:
    publication, index = _article(call)
    return ReaderComment.objects.filter(publication=publication, index=index)


def _find(call: Call, *, withdrawn_too: bool = False) -> ReaderComment:
    number = call.body.get("user_comment_id")
    comments = _of_article(call)
    row = comments.filter(pk=number).first() if isinstance(number, int) else None
    if row is None:
        raise Refusal(88008)
    if row.withdrawn and not withdrawn_too:
        raise Refusal(88004)
    return row


def _told(row: ReaderComment) -> dict[str, Any]:
    told: dict[str, Any] = {
        "user_comment_id": row.pk,
        "create_time": int(row.created_at),
        "content": row.content,
        "comment_type": int(row.elected),
    }
    # Missing when somebody comments with an identity from elsewhere.
    if row.openid:
        told["openid"] = row.openid
    if row.reply:
        told["reply"] = {"content": row.reply, "create_time": int(row.replied_at or 0)}
    return told
