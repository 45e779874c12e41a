"""The register of statutes for citizens: what a law says, and everything that rests on it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from disclosure.basis.citations import title_key
from disclosure.models import Statute
from disclosure.public.linked import paragraphs
from disclosure.public.resting import (
    give_surroundings,
    is_older,
    kind_of,
    newest_of,
    owner_of,
    public_resting_on,
)

PER_PAGE = 40
RESTING = 50


@require_safe
def statutes(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:100]
    found = Statute.objects.defer("body")
    if asked:
        found = found.filter(key__contains=title_key(asked))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "disclosure/statutes/statutes.html", {"statutes": page, "q": asked})


@require_safe
def statute(request: HttpRequest, statute_id: int) -> HttpResponse:
    shown = get_object_or_404(Statute, pk=statute_id)
    versions = list(Statute.objects.filter(key=shown.key).defer("body"))
    newest = newest_of(versions)
    everything = public_resting_on(shown.key)
    counts = everything.by_article()
    article = request.GET.get("article", "")
    article = article if article in counts else ""
    resting = everything.on_article(article) if article else everything
    powers = Paginator(resting.powers, RESTING).get_page(request.GET.get("powers"))
    pages = Paginator(resting.pages, RESTING).get_page(request.GET.get("pages"))
    for link in powers:
        link.url = f"{link.item.power_list.get_url(request)}{link.item.address}/"
        link.is_old = is_older(link.version, newest)
    give_surroundings(pages.object_list)
    for row in pages:
        row.url = row.page.get_url(request)
        row.kind, row.owner = kind_of(row), owner_of(row)
        row.is_old = is_older(row.version, newest)
    context = {
        "statute": shown,
        "newest": newest,
        "paragraphs": [(each, counts[each.anchor[1:]]) for each in paragraphs(shown.body)],
        "article": article,
        "powers": powers,
        "pages": pages,
    }
    return render(request, "disclosure/statutes/statute.html", context)
