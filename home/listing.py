"""Lists of articles, newest first, at the same cost however long they are."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from wagtail.models import Page
from wagtail.query import PageQuerySet

from home import marks
from home.public import closed_around, is_open, readable

PER_PAGE = 20
NEWEST_FIRST = ("-displayed_at", "-page_ptr")


def articles_below(page: Page) -> PageQuerySet:
    """Return what the public may read in a column, or on a site but not on sites below it, newest
    first, without the bodies.
    """
    found = _articles().filter(listed__place=page.pk)
    return found.order_by("-listed__shown_at", "-listed__article")


def page_of(column: Page, number: str | None) -> ListPage:
    """Return one page of a column's list; a number that makes no sense shows the nearest page.

    Counted and skipped are rows of one narrow index.
    """
    rows = _rows_of(column.pk)
    for path in closed_around(column):
        rows = rows.exclude(article__path__startswith=path)
    paginator = Paginator(rows.values("article"), PER_PAGE)
    page = paginator.get_page(number)
    page.object_list = list(with_keys(page.object_list))
    marks.give(page.object_list)
    page.numbers = list(paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    return page


def with_keys(keys: Iterable[int] | QuerySet, *, covers: bool = True) -> PageQuerySet:
    """Return those of these articles that the public may read, newest first."""
    return _articles(covers=covers).filter(pk__in=keys).order_by(*NEWEST_FIRST)


def newest_keys(most: int) -> dict[str, Subquery]:
    """Return annotations of columns with the keys of their newest articles: `newest_0`, …"""
    rows = listed_in(OuterRef("pk"))
    return {
        f"newest_{number}": Subquery(rows.values("article")[number : number + 1])
        for number in range(most)
    }


def keys_of(column: Any, most: int) -> list[int]:
    """Return the keys that `newest_keys` has found for a column."""
    found = (getattr(column, f"newest_{number}") for number in range(most))
    return [key for key in found if key is not None]


def _articles(*, covers: bool = True) -> PageQuerySet:
    articles = readable(apps.get_model("home", "ArticlePage").objects.all()).defer_streamfields()
    if not covers:
        return articles
    return articles.select_related("cover").prefetch_related("cover__renditions")


def listed_in(place: Any) -> QuerySet:
    """Return where to look for what the public may read in a place, newest first."""
    return _rows_of(place).filter(is_open("article__path"))


def _rows_of(place: Any) -> QuerySet:
    rows = apps.get_model("home", "ListedArticle").objects.filter(place=place)
    return rows.order_by("-shown_at", "-article")
