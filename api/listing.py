"""Which articles and documents a list has, newest first, from a place on: found in an index, at the
same cost on every page of the list.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from api.cursors import Position
from api.parameters import Asked
from api.problems import NOT_FOUND, Problem
from api.values import key, number, one_of, since, until
from disclosure.models import PolicyDocumentPage
from home.listing import listed_in
from home.models import ArticlePage, ColumnPage, HomePage
from home.public import readable

ARTICLE, DOCUMENT = "article", "document"
MOST, USUAL = 100, 20

LIMIT = number("limit", "How many at most.", 1, MOST, USUAL)
SITE = key("site", "Only what stands on this site (`/sites`), without the sites below it.")
COLUMN = key("column", "Only what stands in this column (`/columns`) or in one below it.")
SINCE = since("since", "Only what was published then or later; of a day, from its beginning.")
UNTIL = until(
    "until", "Only what was published before that moment; of a day, until that day has ended."
)
KIND = one_of(
    "kind",
    "Only news and notices (`article`), or only official documents (`document`).",
    (ARTICLE, DOCUMENT),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list: keys in their order, and where it goes on, if it does."""

    keys: tuple[int, ...]
    following: Position | None


def part_of(asked: Asked) -> Part:
    """Return the part of the list of articles that is asked for. One query, another for each place
    that it is narrowed to.
    """
    place = place_in(asked)
    if place is None:
        rows, moment, pk = _everywhere(), "displayed_at", "pk"
    else:
        rows, moment, pk = listed_in(place.pk), "shown_at", "article"
    prefix = "" if place is None else "article__"
    for each in _conditions(asked, prefix):
        rows = rows.filter(each)
    return cut(rows, moment, pk, asked)


def cut(rows: QuerySet, moment: str, pk: str, asked: Asked) -> Part:
    """Return a part of rows that were shown at a moment and have a key, the newest first."""
    if asked.get("since"):
        rows = rows.filter(**{f"{moment}__gte": asked["since"]})
    if asked.get("until"):
        rows = rows.filter(**{f"{moment}__lt": asked["until"]})
    if after := asked.get("cursor"):
        # The range by time alone is where an index can begin.
        rows = rows.filter(
            Q(**{f"{moment}__lt": after.moment}) | Q(**{f"{pk}__lt": after.key}),
            **{f"{moment}__lte": after.moment},
        )
    limit = asked["limit"]
    ordered = rows.order_by(f"-{moment}", f"-{pk}").values_list(moment, pk)
    found: list[tuple[datetime, int]] = list(ordered[: limit + 1])
    shown = found[:limit]
    following = Position(*shown[-1]) if len(found) > limit else None
    return Part(tuple(each for _moment, each in shown), following)


def place_in(asked: Asked) -> Page | None:
    """Return the site or column that a list is narrowed to. Raises Problem."""
    site = column = None
    if asked.get("site"):
        site = readable(HomePage.objects.filter(pk=asked["site"])).first()
        if site is None:
            raise Problem(NOT_FOUND, _("There is no site %(key)d.") % {"key": asked["site"]})
    if asked.get("column"):
        column = readable(ColumnPage.objects.filter(pk=asked["column"])).first()
        if column is None:
            raise Problem(NOT_FOUND, _("There is no column %(key)d.") % {"key": asked["column"]})
    if site and column and not _stands_on(column, site):
        raise Problem(
            NOT_FOUND,
            _("Column %(column)d is not one of site %(site)d.")
            % {"column": column.pk, "site": site.pk},
        )
    return column or site


def kind_of(page: Any) -> str:
    return DOCUMENT if page.content_type_id == _documents().pk else ARTICLE


def _stands_on(column: Page, site: Page) -> bool:
    homes = HomePage.objects.ancestor_of(column).order_by("-depth")
    return homes.values_list("pk", flat=True).first() == site.pk


def _everywhere() -> QuerySet:
    # What is live was shown at some time (`ArticlePage.save`).
    return readable(ArticlePage.objects.filter(displayed_at__isnull=False))


def _conditions(asked: Asked, prefix: str) -> list[Q]:
    if not asked.get("kind"):
        return []
    is_document = Q(**{f"{prefix}content_type": _documents().pk})
    return [is_document if asked["kind"] == DOCUMENT else ~is_document]


def _documents() -> ContentType:
    return ContentType.objects.get_for_model(PolicyDocumentPage)
