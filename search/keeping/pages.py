"""Pages as a source of what may be found: those that anybody may read."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Site, get_page_models
from wagtail.query import PageQuerySet

from findable import Entry, Findable

NAME = "page"


class Pages:
    """All pages whose class is `Findable`; a `findable.Source`. A text that several pages show by
    reference is found once, where its original is.
    """

    name = NAME

    def owners(self, after: str, limit: int) -> Sequence[str]:
        """Return the ids of public pages in the order of their numbers."""
        numbers = public_pages().filter(pk__gt=int(after or 0)).order_by("pk")
        return [str(number) for number in numbers.values_list("pk", flat=True)[:limit]]

    def entries_of(self, ids: Sequence[str]) -> Mapping[str, Sequence[Entry]]:
        """Return what some pages offer; none of those that are not public now."""
        pages = public_pages().filter(pk__in=numbers_in(ids)).specific()
        return {str(page.pk): list(page.findable_entries()) for page in pages}


def public_pages() -> PageQuerySet:
    """Return the findable pages that anybody may read now."""
    return (
        findable_pages()
        .filter(_in_a_site(), depth__gt=1, alias_of=None)
        .filter(Q(expire_at=None) | Q(expire_at__gt=timezone.now()))
        .live()
        .public()
    )


def findable_pages() -> PageQuerySet:
    models = [model for model in get_page_models() if issubclass(model, Findable)]
    types = ContentType.objects.get_for_models(*models).values()
    return Page.objects.filter(content_type__in=list(types))


def pages_below(number: int) -> list[int]:
    """Return the numbers of the findable pages below a page, and its own."""
    top = Page.objects.filter(pk=number).first()
    if top is None:
        return []
    below = findable_pages().descendant_of(top, inclusive=True)
    return list(below.order_by("pk").values_list("pk", flat=True))


def marks_of(pages: PageQuerySet) -> dict[int, str]:
    """Return for each page what changes when it is published anew, renamed or moved."""
    columns = ("url_path", "title", "live_revision_id", "last_published_at")
    return {
        number: hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest()
        for number, *said in pages.values_list("pk", *columns)
    }


def numbers_in(ids: Iterable[str]) -> list[int]:
    return [int(each) for each in ids if each.isdecimal()]


def _in_a_site() -> Q:
    """Return what holds of pages that an address leads to."""
    roots = sorted(Site.objects.values_list("root_page__path", flat=True))
    outer: list[str] = []
    for path in roots:
        if not outer or not path.startswith(outer[-1]):
            outer.append(path)
    found = Q(pk__in=[])
    for path in outer:
        found |= Q(path__startswith=path)
    return found
