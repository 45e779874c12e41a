"""What browsers may load into a page: public pages our own files alone, the admin what it needs."""

import re
from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from home.videos import PLAYERS

# Wagtail's date pickers and inline panels still write inline scripts, its editor inline styles; it
# shows previews in frames.
ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
}
FRAME = re.compile(rb"<iframe\s[^>]*?\bsrc=[\"'](https://[^/\"']+)/")


class PolicyMiddleware:
    """Replaces the directives that an address cannot live with."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(self.admin):
            response._csp_replace = ADMIN_POLICY
        elif players := players_in(response):
            said = getattr(response, "_csp_replace", None) or {}
            response._csp_replace = {**said, "frame-src": players}
        return response


def players_in(response: HttpResponse) -> list[str]:
    """Return the video sites whose players a page shows, of those that it may show."""
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return []
    framed = {origin.decode("latin-1") for origin in FRAME.findall(response.content)}
    return [player for player in PLAYERS if player in framed]
