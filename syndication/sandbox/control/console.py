"""What people do in WeChat's console, and what the platform does to their articles."""

from typing import Any

from django.http import HttpRequest

from syndication.sandbox import background, clock
from syndication.sandbox.control.gate import Wrong, control, only, wanted
from syndication.sandbox.control.told_wechat import draft_told, mass_told, publication_told
from syndication.sandbox.control.wechat import find
from syndication.sandbox.models import Draft, MassSend, Publication
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat import sending
from syndication.sandbox.wechat.answers import Refusal
from syndication.sandbox.wechat.publishing import take_down


@control("POST", "DELETE")
def draft(request: HttpRequest, body: dict[str, Any], media_id: str) -> dict[str, Any]:
    """A person edits a draft, spoils it (53503…, 48021), or deletes it."""
    only(body, "obstacle", "article", "index")
    with exclusive():
        row = Draft.objects.select_related("account").filter(media_id=media_id).first()
        if row is None:
            raise Wrong("no such draft", 404)
        if request.method == "DELETE":
            row.delete()
            return {"ok": True}
        row.obstacle = int(body.get("obstacle", row.obstacle))
        if "article" in body:
            _edit(row.articles, body)
            row.updated_at = clock.now()
        row.save()
    return draft_told(row)


@control("POST")
def article(request: HttpRequest, body: dict[str, Any], article_id: str) -> dict[str, Any]:
    """A person edits an article that is out already; no call of the API can."""
    only(body, "article", "index")
    wanted(body, "article")
    with exclusive():
        row = _publication(article_id)
        _edit(row.articles, body)
        row.updated_at = clock.now()
        row.save()
    return publication_told(request, row)


@control("POST")
def article_status(request: HttpRequest, body: dict[str, Any], article_id: str) -> dict[str, Any]:
    """`deleted` by a person in the console, `blocked` by the platform, or `live` again."""
    status = wanted(only(body, "status"), "status")
    with exclusive():
        row = _publication(article_id)
        match status:
            case "deleted":
                take_down(row)
            case "blocked" | "live":
                row.articles = [article | {"is_deleted": False} for article in row.articles]
                row.status = status
                row.save()
            case _:
                raise Wrong("status must be live, deleted or blocked")
    return publication_told(request, row)


@control("POST")
def mass_send(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """A person sends a draft to all; it counts like a send by API."""
    only(body, "app_id", "media_id")
    try:
        with exclusive():
            row = sending.find_draft(find(str(wanted(body, "app_id"))), wanted(body, "media_id"))
            host = request.build_absolute_uri("/").rstrip("/")
            send = sending.accept(row, by_hand=True, host=host)
    except Refusal as refusal:
        raise Wrong(f"{refusal.code} {refusal.text}") from refusal
    background.wake()
    return mass_told(request, send)


@control("POST")
def mass_decision(request: HttpRequest, body: dict[str, Any], msg_id: int) -> dict[str, Any]:
    """An administrator confirms or refuses a send; who does neither within 30 minutes stops it."""
    decision = wanted(only(body, "decision"), "decision")
    if decision not in {"confirm", "refuse"}:
        raise Wrong("decision must be confirm or refuse")
    row = MassSend.objects.select_related("account").filter(msg_id=msg_id).first()
    send = row and sending.decide(row.account, msg_id, agrees=decision == "confirm")
    if not send:
        raise Wrong("no such send is waiting", 404)
    return mass_told(request, send)


def _publication(article_id: str) -> Publication:
    related = Publication.objects.select_related("account")
    row = related.filter(article_id=article_id).first()
    if row is None:
        raise Wrong("no such article", 404)
    return row


def _edit(articles: list[dict[str, Any]], body: dict[str, Any]) -> None:
    index = int(body.get("index", 0))
    if not 0 <= index < len(articles):
        raise Wrong(f"index must be below {len(articles)}")
    articles[index].update(only(body["article"], *articles[index]))
