"""The address of a power as a QR code, at an address of its own."""

from django.http import HttpResponse

from home.codes import drawn

A_DAY = 24 * 60 * 60


def of(address: str) -> HttpResponse:
    response = HttpResponse(drawn(address), content_type="image/svg+xml")
    response["Cache-Control"] = f"public, max-age={A_DAY}"
    return response
