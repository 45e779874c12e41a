"""Pictures as they come in: really decoded, then kept under their hash."""

import hashlib
import io
import secrets
import warnings
from dataclasses import dataclass

from django.conf import settings
from PIL import Image

from syndication.sandbox.models import Picture

TYPES = {
    "JPEG": ("jpg", "image/jpeg"),
    "PNG": ("png", "image/png"),
    "GIF": ("gif", "image/gif"),
    "BMP": ("bmp", "image/bmp"),
}
MOST_PIXELS = 100_000_000


@dataclass(frozen=True, slots=True)
class Decoded:
    data: bytes
    format: str
    width: int
    height: int


def decode(data: bytes) -> Decoded | None:
    """Return what the bytes are, or None if no picture can be made of them."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                width, height = image.size
                if width * height > MOST_PIXELS:
                    return None
                image.load()
                return Decoded(data, image.format or "", width, height)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def keep(owner: str, picture: Decoded) -> Picture:
    """Store a picture of one of TYPES; every upload has an address of its own."""
    suffix, content_type = TYPES[picture.format]
    path = f"{owner}/{secrets.token_hex(12)}.{suffix}"
    target = settings.MEDIA_DIR / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(picture.data)
    return Picture.objects.create(
        owner=owner,
        path=path,
        sha256=hashlib.sha256(picture.data).hexdigest(),
        size=len(picture.data),
        width=picture.width,
        height=picture.height,
        content_type=content_type,
    )
