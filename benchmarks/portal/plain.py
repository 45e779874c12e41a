"""Listings as Wagtail's demonstration sites have them: children of a page in a paginator, each of
them fetched as what it is where the template shows it.
"""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import re_path
from wagtail.models import Page, Site

PER_PAGE = 20


def serve(request: HttpRequest, path: str = "") -> HttpResponse:
    page = _found(request, path)
    if not page.live:
        raise Http404
    children = page.get_children().live().order_by("-first_published_at")
    menu = Site.find_for_request(request).root_page.get_children().live().in_menu()
    context = {
        "page": page,
        "menu": menu,
        "articles": Paginator(children, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "plain/page.html", context)


def _found(request: HttpRequest, path: str) -> Page:
    """Walk down as Wagtail does by itself: two queries for each step."""
    page = Site.find_for_request(request).root_page.specific
    for slug in filter(None, path.split("/")):
        below = page.get_children().filter(slug=slug).first()
        if below is None:
            raise Http404
        page = below.specific
    return page


urlpatterns = [re_path(r"^((?:[\w\-]+/)*)$", serve)]
