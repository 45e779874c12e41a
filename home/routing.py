"""Which pages an address names, found in one query however deep they lie."""

from collections.abc import Sequence

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.functions import Substr
from wagtail.models import Page

from home.public import is_open

# No page lies deeper: a path has room for so many steps.
DEEPEST = Page._meta.get_field("path").max_length // Page.steplen


def way_down(start: Page, slugs: Sequence[str]) -> list[Page]:
    """Return the pages below `start` that slugs name one after another, as far as there are any.

    Many sub-sites have columns of the same name, so that each step is asked for with the one before
    it: what comes back is the way itself. Each page has `lies_open`: whether nothing closes it, or
    what it lies in, to the public.
    """
    asked = Q(pk__in=[])
    for number, slug in enumerate(slugs[:DEEPEST]):
        step = Q(depth=start.depth + number + 1, slug=slug)
        if number:
            above = Substr(OuterRef("path"), 1, len(start.path) + number * Page.steplen)
            step &= Exists(Page.objects.filter(path=above, slug=slugs[number - 1]))
        asked |= step
    lies_open = ExpressionWrapper(is_open("path"), BooleanField())
    rows = Page.objects.filter(asked, path__startswith=start.path).annotate(lies_open=lies_open)
    named = {(page.path[: -Page.steplen], page.slug): page for page in rows}
    way: list[Page] = []
    here = start
    for slug in slugs:
        below = named.get((here.path, slug))
        if below is None:
            break
        way.append(below)
        here = below
    return way
