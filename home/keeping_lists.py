"""Keeps `ListedArticle` in step with the pages, in the transaction that changes them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from home.models.article import ArticlePage
from home.models.listed import ListedArticle

AT_ONCE = 2000
# What decides where and when an article is shown.
FIELDS = frozenset({"live", "path", "displayed_at", "first_published_at"})

Rows = dict[int, datetime]


@dataclass(frozen=True, slots=True)
class Place:
    key: int
    is_site: bool


def on_save(
    sender: type[Any],
    instance: Any,
    created: bool = False,
    update_fields: Iterable[str] | None = None,
    **kwargs: Any,
) -> None:
    """Receiver of post_save."""
    if not isinstance(instance, ArticlePage) or (created and not instance.live):
        return
    if update_fields is None or FIELDS.intersection(update_fields):
        keep(instance)


def on_move(
    sender: type[Page],
    instance: Page,
    parent_page_before: Page,
    parent_page_after: Page,
    **kwargs: Any,
) -> None:
    """Receiver of post_page_move: whatever lies below stands in other columns now."""
    if parent_page_before.pk != parent_page_after.pk:
        path = Page.objects.values_list("path", flat=True).get(pk=instance.pk)
        list_anew(ArticlePage.objects.filter(path__startswith=path))


def keep(article: ArticlePage) -> None:
    """List one article where it stands now. Two queries where nothing changes."""
    there: Rows = dict(
        ListedArticle.objects.filter(article=article).values_list("place", "shown_at")
    )
    wanted: Rows = {}
    if article.live:
        shown_at = _shown_at(article.displayed_at, article.first_published_at)
        above = _above(article.path)
        wanted = dict.fromkeys(_nearest(above, _places(above)), shown_at)
    if gone := there.keys() - wanted.keys():
        ListedArticle.objects.filter(article=article, place__in=gone).delete()
    changed = {key: at for key, at in wanted.items() if there.get(key) != at}
    _write(ListedArticle(article=article, place_id=key, shown_at=at) for key, at in changed.items())


def list_anew(articles: Any) -> int:
    """List many articles where they stand now, as after they were moved or written by other means.
    Returns how many are listed. A part at a time: whoever is stopped may begin again.
    """
    facts = articles.order_by("pk").values_list(
        "pk", "path", "live", "displayed_at", "first_published_at"
    )
    waiting = facts.iterator(AT_ONCE)
    listed = 0
    while part := list(islice(waiting, AT_ONCE)):
        above = {pk: _above(path) for pk, path, *_facts in part}
        places = _places({path for paths in above.values() for path in paths})
        rows = [
            ListedArticle(article_id=pk, place_id=place, shown_at=_shown_at(*moments))
            for pk, _path, live, *moments in part
            if live
            for place in _nearest(above[pk], places)
        ]
        with transaction.atomic():
            ListedArticle.objects.filter(article__in=[pk for pk, *_facts in part]).delete()
            ListedArticle.objects.bulk_create(rows)
        listed += len({row.article_id for row in rows})
    return listed


def _write(rows: Iterable[ListedArticle]) -> None:
    if found := list(rows):
        ListedArticle.objects.bulk_create(
            found,
            update_conflicts=True,
            unique_fields=["article", "place"],
            update_fields=["shown_at"],
        )


def _above(path: str) -> list[str]:
    """Return the paths of what an article stands in, the nearest first."""
    return [path[:end] for end in range(len(path) - Page.steplen, 0, -Page.steplen)]


def _places(paths: Collection[str]) -> dict[str, Place]:
    """Return the columns and home pages at these paths. Two queries."""
    return {
        path: Place(key, is_site)
        for name, is_site in (("ColumnPage", False), ("HomePage", True))
        for path, key in apps.get_model("home", name)
        .objects.filter(path__in=list(paths))
        .values_list("path", "pk")
    }


def _nearest(above: Iterable[str], places: Mapping[str, Place]) -> list[int]:
    """Return the keys of the columns up to the nearest home page, and of that."""
    found = []
    for place in filter(None, map(places.get, above)):
        found.append(place.key)
        if place.is_site:
            break
    return found


def _shown_at(displayed_at: datetime | None, first_published_at: datetime | None) -> datetime:
    return displayed_at or first_published_at or timezone.now()
