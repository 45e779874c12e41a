"""Pictures and the style sheet."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from syndication.sandbox.models import Picture

STATIC = Path(__file__).resolve().parent.parent / "static"


def media(request: HttpRequest, path: str) -> FileResponse:
    picture = get_object_or_404(Picture, path=path)
    file = settings.MEDIA_DIR / picture.path
    if not file.is_file():
        raise Http404
    response = FileResponse(file.open("rb"), content_type=picture.content_type)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def stylesheet(request: HttpRequest, name: str) -> FileResponse:
    file = STATIC / f"{name}.css"
    if not file.is_file():
        raise Http404
    return FileResponse(file.open("rb"), content_type="text/css; charset=utf-8")


def no_icon(request: HttpRequest) -> HttpResponse:
    """Answer what browsers ask for unasked, so that their console stays clean."""
    return HttpResponse(status=204)
