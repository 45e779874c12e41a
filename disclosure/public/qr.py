"""The address of a page as a QR code, to be scanned from paper."""

import io

import segno
from django.http import HttpResponse

A_DAY = 24 * 60 * 60


def of(address: str) -> HttpResponse:
    """Return an SVG that needs no style and no script; it stays readable with a stain on it."""
    drawn = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawn, kind="svg", scale=4, border=2, light="#fff", svgclass=None, lineclass=None)
    response = HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
    response["Cache-Control"] = f"public, max-age={A_DAY}"
    return response
