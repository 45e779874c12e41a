"""Which pages answer a citizen's words: those that the portal's search finds."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urljoin

from django.db.models import prefetch_related_objects
from wagtail.models import Page

from search.models import Indexed
from search.query.engines import answer
from search.query.finding import Asked, Hit
from search.query.parsing import plan_of
from search.words.book import synonyms
from syndication.answers import Answer

# What the index calls an owner that is a page.
PAGE = "page:"


def answers(words: str, limit: int) -> list[Answer]:
    """Return at most `limit` public pages that answer the words, best first.

    A page is given once: with what fits best of all that it says.
    """
    found = answer(Asked(plan_of(words, synonyms())))
    best = _best_of_each_page(found.hits)
    pages = Page.objects.filter(pk__in=best).live().public().specific().in_bulk()
    chosen = [(pages[pk], entry) for pk, entry in best.items() if pk in pages][:limit]
    covered = [page for page, _entry in chosen if _cover(page)]
    prefetch_related_objects(covered, "cover__renditions")
    return [_answer(page, entry) for page, entry in chosen if page.full_url]


def _best_of_each_page(hits: Iterable[Hit]) -> dict[int, Indexed]:
    best: dict[int, Indexed] = {}
    for hit in hits:
        number = hit.entry.owner.removeprefix(PAGE)
        if hit.entry.owner != number and number.isdecimal():
            best.setdefault(int(number), hit.entry)
    return best


def _answer(page: Page, entry: Indexed) -> Answer:
    told = entry.answer or getattr(page, "summary", "") or getattr(page, "intro", "")
    return Answer(
        title=entry.title,
        description=told.strip() or page.search_description,
        url=urljoin(page.full_url, entry.url),
        picture_url=_picture_url(page),
    )


def _cover(page: Page) -> Any:
    return getattr(page, "cover", None)


def _picture_url(page: Page) -> str:
    """Return the largest picture already made of the cover; there is no time to make one."""
    cover = _cover(page)
    made: Sequence[Any] = [
        rendition
        for rendition in (cover.renditions.all() if cover else ())
        if rendition.file.name.lower().endswith((".jpg", ".jpeg", ".png"))
    ]
    return max(made, key=lambda rendition: rendition.width).full_url if made else ""
