"""The addresses that Wagtail has for documents, and the one below which the storage lies."""

from django.conf import settings
from django.urls import path, re_path
from wagtail.documents.views.serve import authenticate_with_password

from attachments.shown import serving

urlpatterns = [
    re_path(r"^documents/(\d+)/(.*)$", serving.document, name="wagtaildocs_serve"),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    re_path(
        rf"^{settings.MEDIA_URL.strip('/')}/(?P<path>.*)$", serving.stored_file, name="stored_file"
    ),
]
