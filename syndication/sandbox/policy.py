"""What pages of the sandbox may load: their own files, and nothing from what they were given."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self' {style}; form-action {forms}; "
    "base-uri 'none'; frame-ancestors 'none'"
)


class PolicyMiddleware:
    """Articles are laid out by inline styles on WeChat, so only their pages may have them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        style = "'unsafe-inline'" if request.path.startswith("/s/") else ""
        # After consent the browser is sent on to the portal, which form-action would forbid.
        forms = "*" if request.path.startswith("/oauth2/") else "'self'"
        response["Content-Security-Policy"] = POLICY.format(style=style, forms=forms)
        response["X-Content-Type-Options"] = "nosniff"
        return response
