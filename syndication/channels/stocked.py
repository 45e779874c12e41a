"""Stocked pictures: what they are called, where anybody gets them, and their bytes."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.files.storage import default_storage

from syndication.channels.base import Stocked
from syndication.models import StockedPicture


def name_of(sha256: str, suffix: str) -> str:
    """Return the name of a stocked picture's file in the default storage."""
    return f"syndication/pictures/{sha256}.{suffix}"


def address_of(picture: Stocked) -> str:
    """Return the absolute public address of a stocked picture.

    It never changes, as far as the storage does not sign its addresses.
    """
    name = name_of(picture.sha256, picture.suffix)
    return urljoin(f"{settings.PUBLIC_URL}/", default_storage.url(name))


def stocked_bytes(sha256: str) -> bytes:
    """Return the bytes of a stocked picture. Raises StockedPicture.DoesNotExist."""
    row = StockedPicture.objects.filter(sha256=sha256).order_by("pk").first()
    if row is None:
        raise StockedPicture.DoesNotExist(f"No picture {sha256} in stock")
    with row.file.open("rb") as file:
        return file.read()
