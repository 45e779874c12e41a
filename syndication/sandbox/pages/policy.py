"""What a browser may do on the sandbox's pages: articles are written by others."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Articles are styled by attributes; nothing else may bring a style. A reply's pictures are on the
# portal, which in a demo is on this machine; nothing is loaded from farther away.
POLICY = (
    "default-src 'none'; img-src 'self' http://localhost:* http://127.0.0.1:*; "
    "style-src 'self'; style-src-attr 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
)


class PagePolicy:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["X-Content-Type-Options"] = "nosniff"
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers["Content-Security-Policy"] = POLICY
            # With no-referrer, a browser would not say that our own form is ours.
            response.headers["Referrer-Policy"] = "same-origin"
        return response
