"""The question before a reader leaves (国办发〔2017〕47号，页面设计)."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from leaving.hosts import host_of
from leaving.links import asked_about


@require_safe
def leaving(request: HttpRequest) -> HttpResponse:
    """Ask whether a reader wants to go on to `to`; 400 for an address that we never named."""
    address = asked_about(request.GET.get("to", ""), request.GET.get("by", ""))
    told = {"address": address, "host": host_of(address or ""), "back": _where_from(request)}
    response = TemplateResponse(
        request, "leaving/question.html", told, status=200 if address else 400
    )
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _where_from(request: HttpRequest) -> str:
    """Return the path of the page of ours that a reader came from; the home page if unknown."""
    try:
        parts = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return "/"
    is_ours = parts.netloc == request.get_host() and parts.path.startswith("/")
    if not is_ours or parts.path.startswith(("//", request.path)):
        return "/"
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
