"""The little forms on the phone, with which a person plays a follower, or an administrator."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404

from syndication.sandbox.models import ChatLine, Follower, WeChatAccount
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat import sending
from syndication.sandbox.wechat.followers import act, answer_to, welcome

# What a person waits for an answer before the page comes back without one.
PATIENCE = 1.5
NOTHING: dict[str, Any] = {}


def play(request: HttpRequest, app_id: str) -> HttpResponse:
    """Let the follower do what the form says, and come back with the answer if it is quick."""
    _check(request)
    account = get_object_or_404(WeChatAccount, app_id=app_id)
    given = request.POST
    entry = _entry(account, given.get("entry", "")) if given.get("does") == "menu" else NOTHING
    with exclusive():
        follower = Follower.objects.filter(account=account, openid=given.get("as", "")).first()
        if follower is None:
            follower = welcome(account, nickname=given.get("nickname", "").strip()[:60])
            line = act(follower, "subscribe")
        else:
            line = _done(follower, given, entry)
    if line:
        answer_to(line, PATIENCE)
        if line.kind == "view":
            return HttpResponseRedirect(entry["url"])
    query = urlencode({"as": follower.openid})
    return HttpResponseRedirect(f"/mp/{app_id}/chat?{query}#now")


def decide(request: HttpRequest, app_id: str) -> HttpResponse:
    """Confirm or refuse a mass send, where API群发保护 asks for it."""
    _check(request)
    account = get_object_or_404(WeChatAccount, app_id=app_id)
    msg_id = request.POST.get("msg_id", "")
    if msg_id.isdigit() and int(msg_id) < 1 << 63:
        agrees = request.POST.get("decision") == "confirm"
        sending.decide(account, int(msg_id), agrees=agrees)
    return HttpResponseRedirect(f"/mp/{app_id}/")


def _done(follower: Follower, given: QueryDict, entry: dict[str, Any]) -> ChatLine | None:
    """Carry out a form; None if there is nothing in it to be done."""
    does, words = given.get("does", ""), given.get("content", "").strip()
    if does in {"subscribe", "unsubscribe"}:
        return act(follower, does)
    if not follower.subscribed:
        return None
    if does == "text" and words:
        return act(follower, "text", content=words)
    match entry.get("type"):
        case "click":
            return act(follower, "click", key=entry["key"], label=entry["name"])
        case "view" | "miniprogram":
            return act(follower, "view", url=entry["url"], label=entry["name"])
    return None


def _entry(account: WeChatAccount, place: str) -> dict[str, Any]:
    """Return the menu entry at a place such as `1` or `1.0`, or nothing."""
    found: dict[str, Any] = {"sub_button": (account.menu or {}).get("button", [])}
    for part in place.split("."):
        below = found.get("sub_button", [])
        if not part.isdigit() or int(part) >= len(below):
            return NOTHING
        found = below[int(part)]
    return found


def _check(request: HttpRequest) -> None:
    """Only a form of this very site is obeyed: others must not speak for the followers."""
    own = f"{request.scheme}://{request.get_host()}"
    if request.method != "POST" or request.headers.get("Origin") not in {None, own}:
        raise BadRequest
