"""Pictures in the sizes that the portal's own pages show, so that none is made for the API alone.

Each size that was not made yet is made when it is first asked for, as on a page.
"""

from typing import Any

from wagtail.images.models import AbstractImage, Filter, SourceImageIOError

from api.addresses import on_the_portal

# What lists, heads of articles, texts and galleries show (their templates).
IN_LISTS = ("fill-400x250|format-webp",)
ON_COVERS = (*IN_LISTS, "fill-960x540|format-jpeg")
IN_TEXTS = (
    "width-800|format-webp",
    "width-800|format-jpeg",
    "width-1440|format-webp",
    "width-1440|format-jpeg",
)
IN_GALLERIES = (
    "fill-480x320|format-webp",
    "fill-480x320|format-jpeg",
    "fill-960x640|format-webp",
    "fill-960x640|format-jpeg",
)


def picture(
    image: AbstractImage | None, sizes: tuple[str, ...], alt: str, caption: str = ""
) -> dict[str, Any] | None:
    """Return a picture in these sizes; None if there is none, or its file is lost."""
    if image is None:
        return None
    made = [each for spec in sizes if (each := _made(image, spec))]
    if not made:
        return None
    return {"alt": alt, "caption": caption, "sizes": made}


def _made(image: AbstractImage, spec: str) -> dict[str, Any] | None:
    try:
        rendition = image.get_rendition(Filter(spec=spec))
    except SourceImageIOError:
        return None
    return {
        "url": on_the_portal(rendition.url),
        "width": rendition.width,
        "height": rendition.height,
        "type": "image/webp" if "format-webp" in spec else "image/jpeg",
    }
