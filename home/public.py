"""What anybody may read, asked within one query: Wagtail's `public()` asks another one first."""

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet


def readable(pages: PageQuerySet) -> PageQuerySet:
    """Narrow pages to those that are live and in no closed part of the tree."""
    return pages.live().filter(is_open("path"))


def is_open(path: str) -> Q:
    """Return the condition that the page whose path a field holds is in no closed part."""
    closed = PageViewRestriction.objects.annotate(
        above=Substr(OuterRef(path), 1, Length("page__path"))
    )
    # The first half is one look for a whole query, and true of most portals.
    nothing_is = Q(~Exists(PageViewRestriction.objects.all()))
    return nothing_is | Q(~Exists(closed.filter(above=F("page__path"))))


def closed_around(page: Page) -> list[str]:
    """Return the paths of closed parts that lie below a page, or that it lies in. One query."""
    paths = PageViewRestriction.objects.values_list("page__path", flat=True)
    return [path for path in paths if path.startswith(page.path) or page.path.startswith(path)]
