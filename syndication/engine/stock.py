"""Taking pictures into stock."""

import hashlib
import io
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps, UnidentifiedImageError

from story import Picture
from syndication.channels.base import Stocked
from syndication.channels.stocked import name_of
from syndication.models import StockedPicture

MAX_SIDE = 2560
MAX_PIXELS = 64_000_000


class PictureUnusable(Exception):
    """A picture of a story cannot be read as one; `alt` tells the editor which."""

    def __init__(self, alt: str, reason: str) -> None:
        super().__init__(f"{alt}: {reason}")
        self.alt = alt
        self.reason = reason


def stock(pictures: Iterable[Picture]) -> dict[str, Stocked]:
    """Return the stocked pictures by source, taking in those not yet there.

    Raises PictureUnusable.
    """
    pictures = {picture.source: picture for picture in pictures}
    rows = {row.source: row for row in StockedPicture.objects.filter(source__in=pictures)}
    for source, picture in pictures.items():
        if source not in rows:
            rows[source] = _take_in(picture)
    return {
        source: Stocked(row.sha256, row.width, row.height, row.size, row.suffix)
        for source, row in rows.items()
    }


def _take_in(picture: Picture) -> StockedPicture:
    data, suffix, (width, height) = normal_form(picture)
    sha256 = hashlib.sha256(data).hexdigest()
    name = name_of(sha256, suffix)
    # The file before the row: a crash in between leaves a file too many, not a row without one.
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(data))
    row, _ = StockedPicture.objects.get_or_create(
        source=picture.source,
        defaults={
            "sha256": sha256,
            "file": name,
            "suffix": suffix,
            "width": width,
            "height": height,
            "size": len(data),
        },
    )
    return row


def normal_form(picture: Picture) -> tuple[bytes, str, tuple[int, int]]:
    """Return (bytes, suffix, (width, height)): upright, at most 2560 px, JPEG or PNG.

    Metadata such as the place where a photo was taken is left behind.
    Raises PictureUnusable.
    """
    try:
        with Image.open(io.BytesIO(picture.read())) as image:
            if image.width * image.height > MAX_PIXELS:
                raise PictureUnusable(picture.alt, f"{image.width}×{image.height} pixels")
            image.load()
            is_plain = image.format == "JPEG" and not image.getexif()
            upright = image if is_plain else ImageOps.exif_transpose(image)
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
    ) as error:
        raise PictureUnusable(picture.alt, type(error).__name__) from error
    upright.thumbnail((MAX_SIDE, MAX_SIDE))
    has_alpha = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
    mode = "RGBA" if has_alpha else "RGB"
    plain = upright if upright.mode == mode else upright.convert(mode)
    # Comments and the like would be written again.
    plain.info = {}
    buffer = io.BytesIO()
    if has_alpha:
        plain.save(buffer, "PNG", optimize=True)
    else:
        plain.save(buffer, "JPEG", quality=90)
    return buffer.getvalue(), "png" if has_alpha else "jpg", upright.size
