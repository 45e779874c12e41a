"""What stands around an article: its column, and what was published there before and after it.

Only its nearest neighbours are shown, so that a new article changes a few pages and not all of
its column. `on_article` tells these pages that they have another neighbour.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q
from wagtail.models import Page
from wagtail.query import PageQuerySet

from home import marks
from home.listing import articles_in
from pagecache.touching import touch

NEAR = 3
# What decides whether and where an article stands among others.
PLACED = frozenset(("live", "displayed_at", "path"))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`newer` and `older` are at most three each, the nearest first."""

    column: Any = None
    newer: tuple[Any, ...] = ()
    older: tuple[Any, ...] = ()

    @property
    def near(self) -> tuple[Any, ...]:
        """The neighbours as a list would have them, newest first."""
        return (*reversed(self.newer), *self.older)


def surroundings_of(article: Page) -> Surroundings:
    """Return the column of an article and the articles next to it by displayed time."""
    column_page = apps.get_model("home", "ColumnPage")
    column = column_page.objects.ancestor_of(article).live().order_by("-depth").first()
    if column is None:
        return Surroundings()
    newer, older = _beside(article)
    marks.give((*newer, *older))
    return Surroundings(column, newer, older)


def tag_of(article: Page) -> str:
    """Return what an article depends on for its neighbours (`pagecache.tags`)."""
    return f"around:{article.pk}"


def on_article(
    sender: type, instance: Any, update_fields: Collection[str] | None = None, **kwargs: Any
) -> None:
    """After an article was saved or moved: it may be a new neighbour (receiver)."""
    if update_fields is not None and PLACED.isdisjoint(update_fields):
        return
    if isinstance(instance, apps.get_model("home", "ArticlePage")) and instance.live:
        newer, older = _beside(instance)
        touch(*map(tag_of, (*newer, *older)))


def _beside(article: Page) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    siblings = articles_in(article.path[: -article.steplen]).exclude(pk=article.pk)
    if article.displayed_at is None:
        return (), tuple(siblings[:NEAR])
    return tuple(_after(article, siblings)), tuple(_before(article, siblings))


def _after(article: Page, siblings: PageQuerySet) -> Iterator[Any]:
    same = Q(displayed_at=article.displayed_at, pk__gt=article.pk or 0)
    yield from siblings.filter(Q(displayed_at__gt=article.displayed_at) | same).reverse()[:NEAR]


def _before(article: Page, siblings: PageQuerySet) -> Iterator[Any]:
    same = Q(displayed_at=article.displayed_at, pk__lt=article.pk or 0)
    yield from siblings.filter(Q(displayed_at__lt=article.displayed_at) | same)[:NEAR]
