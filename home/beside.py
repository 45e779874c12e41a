"""What other apps tell beside a page, and which of them have anything to tell: one query.

An app's function may have an attribute `rows`: a function that is given a saved page and returns
the rows that it tells from. It is called for pages that have any; one without it is always called.
Apps that know nothing of this one can say so, too. A type of page names under `asks` what it tells
itself from such rows.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Exists, QuerySet
from wagtail import hooks
from wagtail.models import Page

TOP, FOOT, META_TAGS = "portal_article_top", "portal_article_foot", "portal_meta_tags"
# Panels of a home page; no rows are asked for.
FRONT = "portal_front"

Rows = Callable[[Any], QuerySet]
KNOWN = "_beside_known"


def telling(page: Any, hook: str) -> list[Callable[..., Any]]:
    """Return the functions registered for a hook that may have something to tell of a page."""
    tellers = hooks.get_hooks(hook)
    return [tell for tell in tellers if not hasattr(tell, "rows") or may_tell(page, tell.rows)]


def may_tell(page: Any, rows: Rows) -> bool:
    """Tell whether there are such rows for a page; of one that is not saved, nobody knows."""
    if not page.pk:
        return True
    known = page.__dict__.get(KNOWN)
    if known is None:
        known = _ask(page)
    return known.get(rows, True)


def ways(model: type[Page]) -> list[Rows]:
    """Return the ways to find rows that are asked for a type of page."""
    tellers = [tell for hook in (TOP, FOOT, META_TAGS) for tell in hooks.get_hooks(hook)]
    found = [tell.rows for tell in tellers if hasattr(tell, "rows")]
    return list(dict.fromkeys([*found, *getattr(model, "asks", ())]))


def answered(page: Page, known: Mapping[Rows, bool]) -> Mapping[Rows, bool]:
    page.__dict__[KNOWN] = known
    return known


def _ask(page: Page) -> Mapping[Rows, bool]:
    asked = ways(type(page))
    there = Page.objects.filter(pk=page.pk).values_list(*(Exists(rows(page)) for rows in asked))
    return answered(page, dict(zip(asked, (there.first() if asked else None) or (), strict=False)))
