"""Where articles stand: the site and the column that anybody may see, and who speaks there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from wagtail.models import Page

from home.public import readable


@dataclass(frozen=True, slots=True)
class Place:
    """`trail` leads from the site's home page to the nearest column; what is not public is not in
    it. `organ` is the body that the site speaks for.
    """

    site: Any = None
    column: Any = None
    organ: str = ""


NOWHERE = Place()


def places_of(paths: Iterable[str]) -> dict[str, Place]:
    """Return where pages stand by their paths in the tree. One query."""
    ways = {path: list(_above(path)) for path in paths}
    asked = {above for way in ways.values() for above in way}
    pages = Page.objects.filter(path__in=asked).annotate(
        organ=F("homepage__organ"), column_class=F("columnpage__column_class")
    )
    found = {page.path: page for page in readable(pages)} if asked else {}
    return {
        path: _place([found[each] for each in way if each in found]) for path, way in ways.items()
    }


def named(page: Any) -> dict[str, Any] | None:
    """Return a page by its number, name and address."""
    if page is None:
        return None
    return {"id": page.pk, "title": page.title, "url": page.full_url}


def _place(way: list[Any]) -> Place:
    """`way` begins with what is nearest."""
    homes = [number for number, page in enumerate(way) if page.organ is not None]
    site = way[homes[0]] if homes else None
    below = way[: homes[0]] if homes else way
    column = next((page for page in below if page.column_class is not None), None)
    return Place(site, column, (site.organ or site.title) if site else "")


def _above(path: str) -> Iterator[str]:
    """Yield the paths of what a page stands in, the nearest first, but for the tree's root."""
    for end in range(len(path) - Page.steplen, Page.steplen, -Page.steplen):
        yield path[:end]
