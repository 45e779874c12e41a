"""What lists tell of an article: enough to show it among others and to see whether it changed."""

from collections.abc import Iterable, Sequence
from typing import Any

from api.addresses import address
from api.listing import kind_of
from api.moments import written
from api.originals import originals_of
from api.pictures import IN_LISTS, picture
from api.places import NOWHERE, Place, named, places_of
from home.listing import with_keys
from lifecycle.changing import changed_at_of


def summaries_of(keys: Sequence[int]) -> list[dict[str, Any]]:
    """Return what lists tell of articles, in the order of their keys. Seven queries at most, and
    one for each step from what was adopted to its original.

    An article is left out that was closed in the meantime, that stands at no address, or whose
    text is that of a page which is not for everybody.
    """
    found = with_keys(keys).in_bulk() if keys else {}
    return told([found[each] for each in keys if each in found])


def told(articles: Iterable[Any]) -> list[dict[str, Any]]:
    """Return what lists tell of articles, in their order."""
    reachable = [article for article in articles if article.full_url]
    originals = originals_of(reachable)
    shown = [article for article in reachable if article.pk in originals]
    places = places_of(
        {article.path for article in shown} | {originals[article.pk].path for article in shown}
    )
    changed = changed_at_of(shown) if shown else {}
    return [
        summary(article, originals[article.pk], places, changed.get(article.pk))
        for article in shown
    ]


def summary(
    article: Any, original: Any, places: dict[str, Place], changed_at: Any
) -> dict[str, Any]:
    here = places.get(article.path, NOWHERE)
    return {
        "id": article.pk,
        "kind": kind_of(article),
        "title": article.title,
        "subtitle": article.subtitle,
        "short_title": article.short_title.strip(),
        "summary": article.summary.strip(),
        "source": article.source or places.get(original.path, NOWHERE).organ,
        "author": article.author,
        "published_at": written(article.displayed_at or article.first_published_at),
        "changed_at": written(changed_at),
        "version": article.story_version,
        "url": article.full_url,
        "canonical_url": original.full_url or article.full_url,
        "api_url": address("article", article.pk),
        "site": named(here.site),
        "column": named(here.column),
        "cover": picture(article.cover, IN_LISTS, article.title),
    }
