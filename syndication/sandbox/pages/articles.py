"""An article of an official account as its readers see it, and the preview of a draft."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from syndication.sandbox import clock
from syndication.sandbox.models import Draft, Publication, ReaderComment

GONE = {"deleted": "该内容已被发布者删除", "blocked": "该内容因违规无法查看"}


def article(request: HttpRequest, slug: str) -> HttpResponse:
    publication = get_object_or_404(Publication.objects.select_related("account"), slug=slug)
    index, chosen = _chosen(request, publication.articles)
    gone = GONE.get(publication.status, "") or (chosen["is_deleted"] and GONE["deleted"])
    comments = ReaderComment.objects.filter(
        publication=publication, index=index, elected=True, withdrawn=False
    )
    context = {
        "account": publication.account,
        "article": chosen,
        "when": clock.local(publication.created_at),
        "gone": gone,
        # Readers see the elected ones only.
        "comments": comments.order_by("created_at", "pk"),
    }
    return render(request, "sandbox/article.html", context, status=410 if gone else 200)


def draft(request: HttpRequest, media_id: str) -> HttpResponse:
    """The temporary preview that draft/get tells the address of."""
    row = get_object_or_404(Draft.objects.select_related("account"), media_id=media_id)
    context = {
        "account": row.account,
        "article": _chosen(request, row.articles)[1],
        "when": clock.local(row.updated_at),
        "preview": True,
    }
    return render(request, "sandbox/article.html", context)


def _chosen(request: HttpRequest, articles: list[dict[str, Any]]) -> tuple[int, dict[str, Any]]:
    number = request.GET.get("item", "1")
    if not number.isdigit() or not 1 <= int(number) <= len(articles):
        raise Http404
    return int(number) - 1, articles[int(number) - 1]
