"""Whose text an article has: its own, or, if it was adopted by reference, that of another page."""

from collections.abc import Sequence
from typing import Any

from wagtail.models import Page

from home.public import readable

# References to references: nobody has made a longer chain.
MOST_STEPS = 5


def originals_of(pages: Sequence[Any]) -> dict[int, Any]:
    """Return the page whose text each page shows, by that one's key. A page is missing if what it
    shows is not for everybody, as the portal then does not show it either. No query where nothing
    was adopted, else one for each step.
    """
    shown = {page.pk: page for page in pages}
    for _step in range(MOST_STEPS):
        wanted = {page.alias_of_id for page in shown.values() if page.alias_of_id}
        if not wanted:
            break
        found = readable(Page.objects.filter(pk__in=wanted)).in_bulk()
        shown = {
            key: found.get(page.alias_of_id) if page.alias_of_id else page
            for key, page in shown.items()
        }
        shown = {key: page for key, page in shown.items() if page is not None}
    return shown
