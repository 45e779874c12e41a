"""What stands around an article: its column, and what was published there before and after it.

Only its nearest neighbours are shown, so that a new article changes a few pages and not all of
its column. `on_article` tells these pages that they have another neighbour.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet, Subquery
from wagtail.models import Page

from home import marks
from home.listing import listed_in, with_keys
from pagecache.touching import touch

NEAR = 3
NEWER = tuple(f"newer_{number}" for number in range(NEAR))
OLDER = tuple(f"older_{number}" for number in range(NEAR))
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
    """Return the column of an article and what is next to it by displayed time. Two queries."""
    column_page = apps.get_model("home", "ColumnPage")
    column = (
        column_page.objects.ancestor_of(article)
        .live()
        .annotate(**_neighbours_of(article))
        .order_by("-depth")
        .first()
    )
    if column is None:
        return Surroundings()
    newer, older = ([getattr(column, name) for name in names] for names in (NEWER, OLDER))
    found = {each.pk: each for each in with_keys({*newer, *older} - {None}, covers=False)}
    marks.give(found.values())
    return Surroundings(
        column,
        newer=tuple(found[key] for key in newer if key in found),
        older=tuple(found[key] for key in older if key in found),
    )


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
        asked = _neighbours_of(instance)
        keys = Page.objects.filter(pk=instance.pk).values_list(*asked.values()).first() or ()
        touch(*(f"around:{key}" for key in keys if key))


def _neighbours_of(article: Page) -> dict[str, Subquery]:
    """Return annotations with the keys of the nearest articles in the same column: NEWER, OLDER."""
    column = Page.objects.filter(path=article.path[: -article.steplen]).values("pk")
    rows = listed_in(Subquery(column[:1])).filter(article__depth=article.depth)
    rows = rows.exclude(article=article.pk or 0)
    at, pk = article.displayed_at, article.pk or 0
    if at is None:
        return {**_keys(NEWER, rows.none()), **_keys(OLDER, rows)}
    # The range by time alone is where an index can begin.
    newer = rows.filter(Q(shown_at__gt=at) | Q(article__gt=pk), shown_at__gte=at).reverse()
    older = rows.filter(Q(shown_at__lt=at) | Q(article__lt=pk), shown_at__lte=at)
    return {**_keys(NEWER, newer), **_keys(OLDER, older)}


def _keys(names: tuple[str, ...], rows: QuerySet) -> dict[str, Subquery]:
    keys = rows.values("article")
    return {name: Subquery(keys[number : number + 1]) for number, name in enumerate(names)}
