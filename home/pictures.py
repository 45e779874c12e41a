"""The pictures of a page, with the sizes that were made of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page

# What stands for a page elsewhere: JPEG, because platforms take it wherever they take a picture.
CARD = "fill-960x540|format-jpeg"
# WeChat shows no smaller ones, in pixels of either side.
LEAST = 300


@dataclass(frozen=True, slots=True)
class CardPicture:
    """A picture with its whole address and its size in pixels."""

    url: str
    width: int
    height: int
    alt: str


def card_picture(page: Any) -> CardPicture | None:
    """Return the picture that stands for a page elsewhere: its cover, or the first in its text that
    is large enough.
    """
    if not isinstance(page, Page):
        return None
    picture = getattr(page, "cover", None) or next(filter(_is_large, _pictures_of(page)), None)
    if picture is None:
        return None
    made = picture.get_rendition(CARD)
    return CardPicture(made.full_url, made.width, made.height, picture.description or page.title)


def _is_large(picture: AbstractImage) -> bool:
    return min(picture.width, picture.height) >= LEAST


def with_sizes(page: Page) -> None:
    """Look up the sizes of all of a page's pictures at once, before each asks for its own."""
    if pictures := list(_pictures_of(page)):
        prefetch_related_objects(pictures, "renditions")


def _pictures_of(page: Page) -> Iterator[AbstractImage]:
    if cover := getattr(page, "cover", None):
        yield cover
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from _pictures_in(getattr(page, field.name))


def _pictures_in(value: Any) -> Iterator[AbstractImage]:
    if isinstance(value, AbstractImage):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _pictures_in(each)
    elif isinstance(value, StreamValue):
        for block in value:
            yield from _pictures_in(block.value)
    elif isinstance(value, ListValue):
        for each in value:
            yield from _pictures_in(each)
