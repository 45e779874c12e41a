"""The pictures of a page, with the sizes that were made of them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page


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
