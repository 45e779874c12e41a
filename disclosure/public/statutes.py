"""The register of statutes for citizens: what a law says, and every power that rests on it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from disclosure.basis.citations import title_key
from disclosure.models import Statute
from disclosure.public.linked import paragraphs, resting_on

PER_PAGE = 40


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
    links = resting_on(shown.key)
    for link in links:
        page = link.item.power_list
        link.url = f"{page.get_url(request)}{link.item.address}/"
        link.is_old = bool(link.version and versions[0].adopted_on) and (
            link.version < versions[0].adopted_on
        )
    context = {
        "statute": shown,
        "versions": versions,
        "paragraphs": paragraphs(shown.body),
        "links": links,
    }
    return render(request, "disclosure/statutes/statute.html", context)
