"""The chat of a follower with an official account: lines, cards, and the account's menu."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from syndication.sandbox import clock
from syndication.sandbox.models import (
    CallbackPush,
    ChatLine,
    Follower,
    MassSend,
    Material,
    Publication,
    WeChatAccount,
)
from syndication.sandbox.pages.linked import anchored, named
from syndication.sandbox.pages.phone import bundle
from syndication.sandbox.wechat.publishing import urls

MOST = 100
# The time is shown again after so many seconds of silence.
PAUSE = 300.0
EVENTS = {
    "subscribe": "关注了公众号",
    "unsubscribe": "取消了关注",
    "click": "点击了菜单",
    "view": "打开了菜单里的链接",
    "scan": "扫描了二维码",
    "image": "发送了一张图片",
    "location": "发送了位置",
}


def chat(request: HttpRequest, app_id: str) -> HttpResponse:
    account = get_object_or_404(WeChatAccount, app_id=app_id)
    followers = list(Follower.objects.filter(account=account).order_by("pk"))
    chosen = request.GET.get("as", followers[0].openid if followers else "")
    follower = next((row for row in followers if row.openid == chosen), None)
    lines = _lines(follower) if follower else []
    context = {
        "account": account,
        "tab": "chat",
        "followers": followers,
        "follower": follower,
        "lines": lines,
        "menu": _menu(account, (account.menu or {}).get("button", [])),
        "waiting": any(line.get("waiting") for line in lines),
    }
    return render(request, "sandbox/chat.html", context)


def _menu(
    account: WeChatAccount, buttons: list[dict[str, Any]], above: str = ""
) -> list[dict[str, Any]]:
    """Return entries with their `place`, and where those lead that stay in the sandbox."""
    shown = []
    for number, button in enumerate(buttons):
        entry = button | {"place": f"{above}{number}", "href": _leads_to(account, button)}
        below = button.get("sub_button", [])
        entry["sub_button"] = _menu(account, below, f"{number}.")
        entry["works"] = button.get("type") in {"click", "view", "miniprogram"}
        shown.append(entry)
    return shown


def _leads_to(account: WeChatAccount, entry: dict[str, Any]) -> str:
    if "article_id" in entry:
        publication = Publication.objects.filter(article_id=entry["article_id"]).first()
        return urls(publication)[0] if publication else ""
    if "media_id" in entry:
        materials = Material.objects.select_related("picture").filter(account=account)
        material = materials.filter(media_id=entry["media_id"]).first()
        return material.picture.address if material else ""
    return ""


def _lines(follower: Follower) -> list[dict[str, Any]]:
    """Return the newest lines of the chat and the mass sends that reached it, by time."""
    newest = ChatLine.objects.filter(follower=follower).order_by("-pk")[:MOST]
    states = dict(CallbackPush.objects.filter(line__in=list(newest)).values_list("line", "state"))
    answered = {line.answers_id for line in newest}
    shown = [(line.at, _line(line, states, answered)) for line in newest]
    sends = MassSend.objects.filter(account=follower.account, publication__isnull=False)
    shown += [
        (send.due_at, {"sender": "account", "kind": "mass", "bundle": bundle(send.publication)})
        for send in sends.select_related("publication").order_by("-pk")[:MOST]
        if follower.openid in send.reached
    ]
    shown.sort(key=lambda pair: pair[0])
    told, last = [], 0.0
    for at, line in shown:
        told.append(line | {"when": clock.local(at) if at - last > PAUSE else None})
        last = at
    return told


def _line(line: ChatLine, states: dict[int, str], answered: set[int | None]) -> dict[str, Any]:
    state = states.get(line.pk, "")
    shown = {
        "sender": line.sender,
        "kind": line.kind,
        "data": line.data,
        "waiting": state == "waiting",
        "silent": state == "delivered" and line.pk not in answered,
        "event": EVENTS.get(line.kind, "") if line.sender == "follower" else "",
    }
    if line.kind == "text":
        words = line.data.get("content") or line.data.get("text", "")
        shown["text"] = named(words) if line.sender == "account" else anchored(words)
    if line.kind == "preview":
        shown["bundle"] = {
            "articles": [
                article | {"url": f"/draft/{line.data['media_id']}?item={number}"}
                for number, article in enumerate(line.data["articles"], start=1)
            ]
        }
    return shown
