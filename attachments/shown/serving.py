"""Files handed over: documents, pictures, and what else lies in the storage.

Nothing in the storage has an address of its own. A file that the public may have may be kept for
`ATTACHMENTS_MAX_AGE` seconds; all else, and every refusal, is kept by nobody.
"""

from datetime import UTC
from functools import partial
from mimetypes import guess_type
from posixpath import normpath
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe
from django.views.defaults import page_not_found
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve
from wagtail.images import get_image_model

from attachments.shown import OTHER_FILES
from attachments.shown.asking import is_public, may_have, works_on
from attachments.shown.kinds import Kind


@require_safe
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """Hand over a document, as Wagtail does, to whoever may have it."""
    stored = get_document_model().objects.filter(pk=document_id).first()
    if stored is None or stored.filename != document_filename:
        return refused(request)
    public = is_public(Kind.DOCUMENT, stored.pk)
    if not public and not may_have(request, stored):
        return refused(request)
    # A collection that is closed to the public asks whoever comes, whatever pages show.
    closed = bool(stored.collection.get_view_restrictions())
    response = serve(request, document_id, document_filename)
    if "X-Accel-Redirect" in response:
        # The length of the file, and there is no body here.
        del response["Content-Length"]
    return _kept(response, public and not closed)


@require_safe
def stored_file(request: HttpRequest, path: str) -> HttpResponse:
    """Hand over a file by its name in the storage."""
    if normpath(path) != path:
        return refused(request)
    picture = _picture_of(path)
    if picture is not None:
        if is_public(Kind.PICTURE, picture.pk):
            return _kept(_handed_over(request, path), True)
        if may_have(request, picture):
            return _kept(_handed_over(request, path), False)
        return refused(request)
    if _is_other_public(path):
        return _kept(_handed_over(request, path), True)
    if _is_for_the_desk(request, path):
        return _kept(_handed_over(request, path), False)
    return refused(request)


def refused(request: HttpRequest) -> HttpResponse:
    """Answer as if there were no such file; nobody keeps the answer."""
    response = page_not_found(request, Http404())
    patch_cache_control(response, no_store=True)
    return response


def _picture_of(path: str) -> Any:
    """Return the picture of the library whose rendition has this name."""
    renditions = get_image_model().get_rendition_model().objects
    rendition = renditions.filter(file=path).select_related("image__collection").first()
    return rendition.image if rendition else None


def _is_other_public(path: str) -> bool:
    return any(
        path.startswith(beginning) and ask(path) for beginning, ask in hooks.get_hooks(OTHER_FILES)
    )


def _is_for_the_desk(request: HttpRequest, path: str) -> bool:
    """Tell whether it is something that only the admin shows, to somebody who is there.

    An original is for who works on the picture, another app's file and a portrait for everybody
    with the admin. Documents have their own address, and half-finished uploads none.
    """
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return False
    model = get_image_model()
    if original := model.objects.filter(file=path).first():
        return works_on(request, original)
    beginnings = [
        "avatar_images/",
        *(beginning for beginning, _ask in hooks.get_hooks(OTHER_FILES)),
    ]
    return path.startswith(tuple(beginnings))


def _handed_over(request: HttpRequest, path: str) -> HttpResponse:
    try:
        changed_at = default_storage.get_modified_time(path)
    except (SuspiciousFileOperation, OSError):
        return refused(request)
    give = condition(last_modified_func=lambda request: changed_at.astimezone(UTC))(
        partial(_with_bytes, path=path)
    )
    return give(request)


def _with_bytes(request: HttpRequest, path: str) -> HttpResponse:
    kind = guess_type(path)[0] or "application/octet-stream"
    if settings.ATTACHMENTS_ACCEL:
        response = HttpResponse(content_type=kind)
        response["X-Accel-Redirect"] = accelerated(path)
    else:
        response = FileResponse(default_storage.open(path), content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def accelerated(path: str) -> str:
    """Return the address that only the proxy in front may open."""
    return settings.ATTACHMENTS_ACCEL + quote(path)


def _kept(response: HttpResponse, public: bool) -> HttpResponse:
    if not public or response.status_code not in {200, 304}:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, public=True, max_age=settings.ATTACHMENTS_MAX_AGE)
    return response
