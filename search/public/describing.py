"""What a browser needs to know to search the portal from its own search bar."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

A_DAY = 24 * 60 * 60


@require_safe
@cache_control(public=True, max_age=A_DAY)
def description(request: HttpRequest) -> HttpResponse:
    """Answer with an OpenSearch 1.1 description document."""
    context = {
        "portal": settings.PUBLIC_URL,
        "results": _absolute("search"),
        "suggestions": _absolute("search-suggestions"),
        "feed": _absolute("search-feed"),
        "own": _absolute("search-description"),
    }
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "search/opensearch.xml", context, content_type=kind)


def _absolute(name: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name)}"
