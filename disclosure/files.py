"""The files that belong to pages."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

if TYPE_CHECKING:
    from disclosure.models.attached_file import AttachedFile


def with_files(attachments: "Iterable[AttachedFile]") -> "list[AttachedFile]":
    """Return the attachments that have a file, with all of these looked up at once."""
    found = [each for each in attachments if each.file_id]
    prefetch_related_objects(found, "file")
    return found
