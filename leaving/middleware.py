"""Rewrites the links of public pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from leaving.hosts import own_and_known
from leaving.links import rewritten


class LeavingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")
        self.question = reverse("leaving")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if self._is_public_page(request, response):
            html = response.content.decode(response.charset)
            changed = rewritten(html, own_and_known)
            if changed != html:
                response.content = changed.encode(response.charset)
                if response.has_header("Content-Length"):
                    response["Content-Length"] = str(len(response.content))
        return response

    def _is_public_page(self, request: HttpRequest, response: HttpResponse) -> bool:
        return (
            not response.streaming
            and response.get("Content-Type", "").startswith("text/html")
            and not request.path_info.startswith((self.admin, self.question))
        )
