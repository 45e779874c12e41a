"""Wagtail's way to let the proxy hand over a document (SENDFILE_BACKEND)."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from attachments.shown.serving import accelerated


def sendfile(request: HttpRequest, filename: str, **kwargs: Any) -> HttpResponse:
    """Return an answer without a body; the proxy puts the file in its place."""
    name = Path(filename).relative_to(settings.MEDIA_ROOT).as_posix()
    response = HttpResponse()
    response["X-Accel-Redirect"] = accelerated(name)
    return response
