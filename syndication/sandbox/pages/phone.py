"""An official account on a follower's phone: what it has sent and published."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from syndication.sandbox import clock
from syndication.sandbox.models import MassSend, Publication, WeChatAccount
from syndication.sandbox.wechat.publishing import urls

MOST = 50


def account(request: HttpRequest, app_id: str) -> HttpResponse:
    owner = get_object_or_404(WeChatAccount, app_id=app_id)
    sends = MassSend.objects.filter(account=owner, everyone=True, publication__isnull=False)
    publications = Publication.objects.filter(account=owner, mass=False, status="live")
    context = {
        "account": owner,
        "tab": "home",
        "history": [
            bundle(send.publication)
            for send in sends.select_related("publication").order_by("-pk")[:MOST]
        ],
        "published": [
            bundle(publication)
            for publication in publications.order_by("-created_at", "-pk")[:MOST]
        ],
        "waiting": [
            {
                "msg_id": send.msg_id,
                "title": send.articles[0]["title"],
                "when": clock.local(send.due_at),
            }
            for send in MassSend.objects.filter(account=owner, state="waiting").order_by("pk")
        ],
    }
    return render(request, "sandbox/account.html", context)


def bundle(publication: Publication) -> dict[str, Any]:
    """Return what a card shows; of articles that are gone, their address leads to the reason."""
    return {
        "when": clock.local(publication.created_at),
        "articles": [
            article | {"url": url, "gone": article["is_deleted"] or publication.status != "live"}
            for article, url in zip(publication.articles, urls(publication), strict=True)
        ],
    }
