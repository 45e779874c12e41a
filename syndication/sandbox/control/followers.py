"""Orders to the people who follow an official account."""

from typing import Any

from django.http import HttpRequest

from syndication.sandbox import clock
from syndication.sandbox.control.gate import Wrong, control, only, wanted
from syndication.sandbox.control.told_wechat import follower_told, line_told, reader_comment_told
from syndication.sandbox.control.wechat import find
from syndication.sandbox.models import Follower, Publication, ReaderComment
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat.followers import DEEDS, act, answer_to, welcome

WHAT = ("content", "key", "url", "scene")
FIELDS = ("nickname", "wxid", "tags", "subscribed")


@control("POST")
def followers(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Create a follower, or change what is named of one; nobody is told of it."""
    only(body, "app_id", "openid", *FIELDS)
    with exclusive():
        account = find(str(wanted(body, "app_id")))
        openid = str(body.get("openid", ""))
        row = Follower.objects.filter(account=account, openid=openid).first()
        if row is None:
            row = welcome(account, openid, str(body.get("nickname", "")))
            row.subscribed = True
        for name in FIELDS:
            if name in body:
                setattr(row, name, body[name])
        row.save()
    return follower_told(row)


@control("POST")
def deed(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Let a follower do something; `answer` is None if there is none, or none within `wait`."""
    only(body, "app_id", "openid", "does", "wait", *WHAT)
    does = wanted(body, "does")
    if does not in DEEDS:
        raise Wrong(f"does must be one of {', '.join(DEEDS)}")
    for name in DEEDS[does]:
        wanted(body, name)
    account = find(str(wanted(body, "app_id")))
    with exclusive():
        openid = str(body.get("openid", ""))
        row = Follower.objects.filter(account=account, openid=openid).first()
        if row is None and does == "subscribe":
            row = welcome(account, openid)
        if row is None:
            raise Wrong("no such follower", 404)
        if not row.subscribed and does != "subscribe":
            raise Wrong("who does not follow the account cannot do that")
        line = act(row, does, **{name: body[name] for name in WHAT if name in body})
    answer = answer_to(line, float(body.get("wait", 0)))
    return {"line": line_told(line), "answer": line_told(answer) if answer else None}


@control("POST")
def comment(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """A reader comments on an article that is open to comments."""
    only(body, "app_id", "msg_data_id", "index", "content", "openid", "nickname")
    index = int(body.get("index", 0))
    with exclusive():
        publication = Publication.objects.filter(
            account=find(str(wanted(body, "app_id"))),
            msg_data_id=str(wanted(body, "msg_data_id")),
            status="live",
        ).first()
        if publication is None or not 0 <= index < len(publication.articles):
            raise Wrong("no such article", 404)
        if not publication.articles[index]["need_open_comment"]:
            raise Wrong("the article is not open to comments")
        row = ReaderComment.objects.create(
            publication=publication,
            index=index,
            content=wanted(body, "content"),
            openid=body.get("openid", ""),
            nickname=body.get("nickname", "读者"),
            created_at=clock.now(),
        )
    return reader_comment_told(row)


@control("DELETE")
def withdraw_comment(request: HttpRequest, body: dict[str, Any], number: int) -> dict[str, Any]:
    """A reader takes a comment back."""
    with exclusive():
        row = ReaderComment.objects.filter(pk=number).first()
        if row is None:
            raise Wrong("no such comment", 404)
        row.withdrawn = True
        row.save(update_fields=["withdrawn"])
    return reader_comment_told(row)
