"""What rests on a statute: powers and pages, for the public or for whoever may see more.

A statute is asked by its key, all of its versions together.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.db.models.query import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from home import marks

if TYPE_CHECKING:
    from disclosure.models import BasisLink, PageBasis, Statute


def newest_of(versions: "Iterable[Statute]") -> "Statute":
    """Return the version that was adopted last; one without a date is older than any."""
    return max(versions, key=lambda statute: statute.adopted_on or date.min)


def is_older(version: date | None, newest: "Statute") -> bool:
    """Whether a version that was quoted is older than the newest one in the register."""
    return bool(version and newest.adopted_on) and version < newest.adopted_on


@dataclass(frozen=True)
class Resting:
    """What rests on one statute; both querysets are in order and may be narrowed further."""

    powers: "QuerySet[BasisLink]"
    pages: "QuerySet[PageBasis]"

    def by_article(self) -> Counter[str]:
        """Count what cites each article."""
        counts: Counter[str] = Counter()
        for rows in (self.powers, self.pages):
            for articles in rows.order_by().values_list("articles", flat=True):
                counts.update(articles)
        return counts

    def by_key(self) -> Counter[str]:
        """Count what rests on each statute: a power is one, a page and its draft are one."""
        counts: Counter[str] = Counter()
        for rows, what in ((self.powers, "item"), (self.pages, "page")):
            found = rows.order_by().values("key").annotate(found=Count(what, distinct=True))
            counts.update(dict(found.values_list("key", "found")))
        return counts

    def on_article(self, article: str) -> "Resting":
        """Return what cites one article, named as 48 or 120-1."""
        return Resting(_citing(self.powers, article), _citing(self.pages, article))

    def on_older_than(self, newest: "Statute") -> "Resting":
        """Return what quotes an older version than the newest one in the register."""
        older = Q(version__lt=newest.adopted_on or date.min)
        return Resting(self.powers.filter(older), self.pages.filter(older))


def public_resting_on(*keys: str) -> Resting:
    """Return what the public may read and what rests on statutes."""
    pages = Page.objects.live().public().order_by().values("pk")
    lists = apps.get_model("disclosure", "PowerListPage").objects.live().public()
    return Resting(
        powers_on(*keys).filter(item__power_list__in=lists.order_by().values("pk")),
        pages_on(*keys).filter(is_draft=False, page__live=True, page__in=pages),
    )


def powers_on(*keys: str) -> "QuerySet[BasisLink]":
    """Return the powers that rest on statutes, by department."""
    links = apps.get_model("disclosure", "BasisLink").objects.filter(key__in=keys)
    return links.select_related("item__power_list__organ").order_by(
        "item__power_list__organ__name", "item__power_list_id", "item__position", "item_id"
    )


def pages_on(*keys: str) -> "QuerySet[PageBasis]":
    """Return the pages that rest on statutes and their drafts, the newest first."""
    interpretations = apps.get_model("disclosure", "Interpretation").objects
    return (
        apps.get_model("disclosure", "PageBasis")
        .objects.filter(key__in=keys)
        .select_related("page", "organ")
        .annotate(
            shown_at=Coalesce("page__articlepage__displayed_at", "page__first_published_at"),
            is_interpretation=Exists(interpretations.filter(page=OuterRef("page"))),
        )
        .order_by(F("shown_at").desc(nulls_first=True), "-page_id", "is_draft")
    )


def give_surroundings(rows: "Sequence[PageBasis]") -> None:
    """Give each row `places`, the pages from the home page down to its page's parent, and its page
    the mark that lists of the portal show: all rows at once.
    """
    marks.give(row.page for row in rows)
    wanted = {path for row in rows for path in _paths_above(row.page)}
    found = {page.path: page for page in Page.objects.filter(path__in=wanted)}
    for row in rows:
        row.places = [found[path] for path in _paths_above(row.page) if path in found]


def owner_of(row: "PageBasis") -> str:
    """Name who answers for a page: its organ, else its source, else the portal it stands in."""
    if row.organ:
        return row.organ.name
    if row.source:
        return row.source
    return row.places[0].title if row.places else ""


def kind_of(row: "PageBasis") -> Any:
    """Say what kind of page it is; one that explains a document is an interpretation."""
    return _("interpretation") if row.is_interpretation else row.page.page_type_display_name


def _paths_above(page: Page) -> list[str]:
    return [page.path[:end] for end in range(2 * Page.steplen, len(page.path), Page.steplen)]


def _citing(rows: QuerySet, article: str) -> QuerySet:
    # Not asked of the database: SQLite cannot look into a list.
    found = rows.order_by().values_list("pk", "articles")
    return rows.filter(pk__in=[pk for pk, articles in found if article in articles])
