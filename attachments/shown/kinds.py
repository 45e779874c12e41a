"""The two kinds of files that a library keeps."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.documents import get_document_model
from wagtail.images import get_image_model


class Kind(models.TextChoices):
    DOCUMENT = "document"
    PICTURE = "picture"


def model_of(kind: Kind) -> type[models.Model]:
    return get_document_model() if kind == Kind.DOCUMENT else get_image_model()


def kind_of(file: models.Model) -> Kind:
    return Kind.DOCUMENT if isinstance(file, get_document_model()) else Kind.PICTURE


def kinds_by_content_type() -> dict[int, Kind]:
    """Return the kinds by the keys that Wagtail's references name models with."""
    return {ContentType.objects.get_for_model(model_of(kind)).pk: kind for kind in Kind}
