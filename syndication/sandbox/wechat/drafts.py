"""The draft box (草稿箱)."""

import secrets
from typing import Any

from syndication.sandbox import clock
from syndication.sandbox.models import Draft, WeChatAccount
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat import articles
from syndication.sandbox.wechat.answers import OK, PLAIN, Refusal
from syndication.sandbox.wechat.gate import Call, business


@business("POST")
def add(call: Call) -> dict[str, Any]:
    stored = articles.several(call)
    now = clock.now()
    with exclusive():
        draft = Draft.objects.create(
            account=call.account,
            media_id=secrets.token_urlsafe(48),
            articles=stored,
            created_at=now,
            updated_at=now,
        )
    # No errcode on success.
    return {"media_id": draft.media_id}


@business("POST", content_type=PLAIN)
def get(call: Call) -> dict[str, Any]:
    draft = find(call.account, call.body.get("media_id"))
    return {
        "news_item": _items(call, draft, content=True),
        "create_time": int(draft.created_at),
        "update_time": int(draft.updated_at),
    }


@business("POST")
def update(call: Call) -> dict[str, Any]:
    article = call.body.get("articles")
    if not isinstance(article, dict):
        raise Refusal(47001)
    with exclusive():
        draft = find(call.account, call.body.get("media_id"))
        index = call.body.get("index", 0)
        if not isinstance(index, int) or not 0 <= index < len(draft.articles):
            raise Refusal(40114)
        draft.articles[index] = articles.one(
            call, article, call.literal.get("articles", article), alone=len(draft.articles) == 1
        )
        draft.updated_at = clock.now()
        draft.save()
    return OK


@business("POST")
def delete(call: Call) -> dict[str, Any]:
    with exclusive():
        find(call.account, call.body.get("media_id")).delete()
    return OK


@business("GET")
def count(call: Call) -> dict[str, Any]:
    return {"total_count": Draft.objects.filter(account=call.account).count()}


@business("POST", content_type=PLAIN)
def batchget(call: Call) -> dict[str, Any]:
    offset, most, content = articles.page(call)
    drafts = Draft.objects.filter(account=call.account).order_by("-updated_at", "-pk")
    items = [
        {
            "media_id": draft.media_id,
            "content": {
                "news_item": _items(call, draft, content=content),
                "create_time": int(draft.created_at),
                "update_time": int(draft.updated_at),
            },
            "update_time": int(draft.updated_at),
        }
        for draft in drafts[offset : offset + most]
    ]
    return {"total_count": drafts.count(), "item_count": len(items), "item": items}


@business("POST")
def switch(call: Call) -> dict[str, Any]:
    """Open the draft box for good, or only tell whether it is open."""
    if call.request.GET.get("checkonly") == "1":
        return {"is_open": int(call.account.draft_box)}
    with exclusive():
        call.account.draft_box = True
        call.account.save(update_fields=["draft_box"])
    return {"is_open": 1}


def find(account: WeChatAccount, media_id: Any) -> Draft:
    """Return a draft of the account. Raises Refusal 40007."""
    draft = Draft.objects.filter(account=account, media_id=str(media_id)).first()
    if draft is None:
        raise Refusal(40007)
    return draft


def _items(call: Call, draft: Draft, *, content: bool) -> list[dict[str, Any]]:
    return [
        articles.told(
            call.request, article, f"/draft/{draft.media_id}?item={number}", content=content
        )
        for number, article in enumerate(draft.articles, start=1)
    ]
