"""Where the bytes of uploads reach the storage: they are cleaned at that very step.

Every door leads here: the admin's forms and choosers, its multiple upload, imports, code. Django
hands all of them to the `save` of a field's file, so that is what is extended.
"""

from django.core.files.base import ContentFile, File
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import WagtailImageFieldFile

from attachments.examining import Examined, examine
from attachments.inspecting import file_hash, record

EXAMINED = "_examined"


def examined_upload(file: File) -> Examined:
    """Return what is in an upload, examined once however often it is asked for."""
    known = getattr(file, EXAMINED, None)
    if known is None:
        file.seek(0)
        known = examine(file.read())
        file.seek(0)
        setattr(file, EXAMINED, known)
    return known


class Cleaning:
    """Mixed into a field's file: what is stored is the cleaned file, and its hash and size."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        examined = examined_upload(content)
        data = examined.cleaned.data
        super().save(name, ContentFile(data, name=content.name), save=False)
        if hasattr(self.instance, "file_hash"):
            # Whoever counted before this step counted the bytes as they came.
            self.instance.file_hash, self.instance.file_size = file_hash(data), len(data)
        if isinstance(self.instance, AbstractDocument):
            record(examined)
        if save:
            self.instance.save()

    save.alters_data = True


# Classes with names: renditions are pickled into the cache, and their files with them.
class CleanedFile(Cleaning, FieldFile):
    pass


class CleanedPicture(Cleaning, WagtailImageFieldFile):
    pass


CLEANED = {FieldFile: CleanedFile, WagtailImageFieldFile: CleanedPicture}


def clean_what_is_stored(field: FileField) -> None:
    """Have a field clean whatever it stores from now on."""
    field.attr_class = CLEANED.get(field.attr_class, field.attr_class)
