"""Suggestions while somebody types, for our own pages and for browsers' search bars."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search.public.asking import Search
from search.public.results import SECONDS
from search.query.suggesting import suggestions


@require_safe
@cache_control(public=True, max_age=SECONDS)
def suggest(request: HttpRequest) -> JsonResponse:
    """Answer with what was typed and a list of titles, as OpenSearch has it."""
    words = Search.of(request.GET).words
    response = JsonResponse(
        [words, suggestions(words)],
        safe=False,
        json_dumps_params={"ensure_ascii": False},
        content_type="application/x-suggestions+json",
    )
    response["X-Robots-Tag"] = "noindex"
    return response
