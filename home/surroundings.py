"""What stands around an article: its column, its neighbours, the column's newest."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q
from wagtail.models import Page

from home import marks
from home.listing import articles_below

NEWEST = 6


@dataclass(frozen=True, slots=True)
class Surroundings:
    column: Any = None
    newer: Any = None
    older: Any = None
    newest: tuple[Any, ...] = ()


def surroundings_of(article: Page) -> Surroundings:
    """Return the column of an article and the articles next to it by displayed time."""
    column_page = apps.get_model("home", "ColumnPage")
    column = column_page.objects.ancestor_of(article).live().order_by("-depth").first()
    if column is None:
        return Surroundings()
    siblings = articles_below(column).exclude(pk=article.pk)
    newest = tuple(siblings[:NEWEST])
    marks.give(newest)
    if article.displayed_at is None:
        return Surroundings(column=column, newest=newest)
    same, pk = Q(displayed_at=article.displayed_at), article.pk or 0
    newer = siblings.filter(Q(displayed_at__gt=article.displayed_at) | same & Q(pk__gt=pk))
    older = siblings.filter(Q(displayed_at__lt=article.displayed_at) | same & Q(pk__lt=pk))
    return Surroundings(
        column=column,
        newer=newer.reverse().first(),
        older=older.first(),
        newest=newest,
    )
