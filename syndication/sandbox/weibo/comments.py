"""2/comments: written, deleted, and what an application is told of them."""

from typing import Any

from django.db.models import QuerySet

from syndication.sandbox import clock
from syndication.sandbox.models import Comment, Post, WeiboToken, WeiboUser
from syndication.sandbox.store import exclusive
from syndication.sandbox.weibo import mid, text, told
from syndication.sandbox.weibo.answers import Refusal
from syndication.sandbox.weibo.gate import Call, for_user, page
from syndication.sandbox.weibo.statuses import find

MOST, USUAL = 200, 50


@for_user("POST")
def create(call: Call) -> dict[str, Any]:
    call.wanted("id")
    words = call.wanted("comment")
    call.wanted("rip")
    if not words.strip():
        raise Refusal(20008)
    if text.length(words) > text.MOST:
        raise Refusal(20012)
    with exclusive():
        post = find(call.number("id"))
        last = Comment.objects.filter(user=call.user).order_by("-cid").first()
        if last and last.post_id == post.pk and last.text == words:
            raise Refusal(20019)
        comment = write(post, call.user, words)
    return told.comment(call.request, comment)


@for_user("POST")
def destroy(call: Call) -> dict[str, Any]:
    call.wanted("cid")
    with exclusive():
        comment = _there().filter(cid=call.number("cid")).first()
        if comment is None:
            raise Refusal(20201)
        if comment.user_id != call.user.pk:
            raise Refusal(20203)
        answer = told.comment(call.request, comment)
        comment.delete()
    return answer


@for_user("GET")
def show(call: Call) -> dict[str, Any]:
    """Only comments by people who authorised this very application."""
    call.wanted("id")
    post = find(call.number("id"))
    authorised = WeiboToken.objects.filter(app=call.app, revoked=False).values("user")
    return _listed(call, _there().filter(post=post, user__in=authorised))


@for_user("GET")
def by_me(call: Call) -> dict[str, Any]:
    return _listed(call, _there().filter(user=call.user))


def write(post: Post, user: WeiboUser, words: str) -> Comment:
    return Comment.objects.create(
        cid=mid.following(Comment, "cid"),
        post=post,
        user=user,
        text=words,
        created_at=clock.now(),
    )


def _there() -> QuerySet[Comment]:
    related = ("user", "post__user", "post__app", "post__picture")
    return Comment.objects.filter(post__deleted=False).select_related(*related).order_by("-cid")


def _listed(call: Call, comments: QuerySet[Comment]) -> dict[str, Any]:
    since, until = call.number("since_id"), call.number("max_id")
    narrowed = comments.filter(cid__gt=since)
    if until:
        narrowed = narrowed.filter(cid__lte=until)
    return {
        "comments": [
            told.comment(call.request, comment)
            for comment in narrowed[page(call, usual=USUAL, most=MOST)]
        ],
        "total_number": comments.count(),
    }
