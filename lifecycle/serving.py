"""Answers for pages that are not public any more, where all others have found nothing."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from wagtail.models import Site

from lifecycle.models import Withdrawal
from lifecycle.standing import Answer, answer_at

# Seconds for which a cache may keep an answer: a page that comes back is seen soon.
KEPT = 300


class WithdrawnMiddleware:
    """Turns 404 into 410 with what is to be told, or into 301; one query for an ordinary 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        site = Site.find_for_request(request)
        found = answer_at(site, request.path) if site else None
        return answered(request, found) if found else response


def answered(request: HttpRequest, answer: Answer) -> HttpResponse:
    if answer.url:
        response: HttpResponse = HttpResponsePermanentRedirect(answer.url)
    else:
        response = gone(request, answer.withdrawal, answer.last)
    patch_cache_control(response, max_age=KEPT)
    response["X-Robots-Tag"] = "noindex"
    return response


def gone(
    request: HttpRequest, withdrawal: Withdrawal, last: Withdrawal | None = None
) -> HttpResponse:
    told = {"withdrawal": withdrawal, "last": last}
    response = TemplateResponse(request, "lifecycle/withdrawn.html", told, status=410)
    return response.render()
