"""Files stored before they were cleaned at the door, put right one by one."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images.models import AbstractImage

from attachments.examining import Examined, examine
from attachments.inspecting import RULES, file_hash, inspect, record
from attachments.models import Inspection


@dataclass(frozen=True, slots=True)
class Outcome:
    """`what`: cleaned, left as it is, already clean, missing; `why` names kinds of metadata."""

    what: str
    why: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.what} ({', '.join(self.why)})" if self.why else self.what


def documents_to_do() -> list[int]:
    """Return the keys of documents that nobody has found clean yet."""
    clean = Inspection.objects.filter(is_clean=True, rules=RULES).values("file_hash")
    rows = get_document_model().objects.exclude(file_hash__in=clean)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def clean_document(document: Any, *, write: bool) -> Outcome:
    """Clean a stored document; it keeps its name, and so its address."""
    return _clean(document, write=write)


def clean_image(image: AbstractImage, *, write: bool) -> Outcome:
    """Clean a stored picture, and drop the renditions that were made of it before."""
    outcome = _clean(image, write=write)
    if outcome.what == "cleaned" and write:
        for rendition in image.renditions.all():
            rendition.delete()
    return outcome


def _clean(stored: Any, *, write: bool) -> Outcome:
    try:
        with stored.open_file() as file:
            data = file.read()
    except OSError:
        return Outcome("missing")
    examined = examine(data)
    cleaned = examined.cleaned
    if cleaned.data == data:
        _note(stored, examined, data)
        codes = tuple(remark.code for remark in cleaned.remarks)
        return Outcome("left as it is", codes) if codes else Outcome("already clean")
    if write:
        _replace(stored, cleaned.data)
        _note(stored, examined, cleaned.data)
    elif not isinstance(stored, AbstractImage):
        inspect(stored)
    return Outcome("cleaned", tuple(sorted(cleaned.removed)))


def _replace(stored: Any, data: bytes) -> None:
    """Put other bytes in a file's place; a stop at any moment leaves one or the other whole."""
    try:
        path = Path(stored.file.path)
    except NotImplementedError:
        # Django's storages raise it from `path` where files have no place on this machine.
        old, storage = stored.file.name, stored.file.storage
        name = storage.save(old, ContentFile(data))
        type(stored).objects.filter(pk=stored.pk).update(file=name)
        stored.file.name = name
        if name != old:
            storage.delete(old)
        return
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".cleaning-", delete=False) as beside:
        beside.write(data)
    Path(beside.name).chmod(path.stat().st_mode)
    Path(beside.name).replace(path)


def _note(stored: Any, examined: Examined, data: bytes) -> None:
    """Write down hash, size and dimensions as they are, and what is in a document."""
    values: dict[str, Any] = {"file_hash": file_hash(data), "file_size": len(data)}
    if isinstance(stored, AbstractImage):
        stored.file.close()
        values["width"], values["height"] = type(stored.file)(
            stored, stored.file.field, stored.file.name
        ).get_image_dimensions()
    else:
        record(examined)
    if any(getattr(stored, name) != value for name, value in values.items()):
        type(stored).objects.filter(pk=stored.pk).update(**values)
