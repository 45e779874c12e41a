"""What else browsers are told of every answer, beside what Django tells them itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Nothing of ours asks for any of these, and no script that came in otherwise should.
# https://www.w3.org/TR/permissions-policy/
NOT_ASKED_FOR = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
    "microphone", "midi", "payment", "publickey-credentials-get", "usb",
)  # fmt: skip
PERMISSIONS = ", ".join(f"{name}=()" for name in NOT_ASKED_FOR)


class HeadersMiddleware:
    """Closes pages to other sites; pictures, feeds and data stay open, which others may show."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response.setdefault("Permissions-Policy", PERMISSIONS)
            response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
