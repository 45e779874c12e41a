"""All units with what there is of their sites, gathered in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Count, Max, Q
from django.db.models.functions import Left, Length
from django.utils import timezone
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    WorkflowPage,
)

from home.models import ArticlePage, ColumnPage
from subsites.models import Part, SubsiteIndexPage, SubsitePage, SubsiteTemplate, Unit
from subsites.plan.wanted import EDITORS, REVIEWERS


@dataclass(frozen=True, slots=True)
class Column:
    """A first-level column of a site and when something came into it last; None: never."""

    page: ColumnPage
    newest: datetime | None

    @property
    def title(self) -> str:
        return self.page.title

    @property
    def is_empty(self) -> bool:
        return self.newest is None

    def age(self, today: date) -> int:
        """Return the days since something came in; of an empty column 0."""
        return (today - timezone.localdate(self.newest)).days if self.newest else 0

    def is_asleep(self, today: date) -> bool:
        return not self.is_empty and self.age(today) > self.page.update_cycle


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit, its site, and of the site's parts whether they are there and fit for use."""

    unit: Unit
    page: SubsitePage | None = None
    columns: tuple[Column, ...] = ()
    # Titles of standard columns that are not there.
    missing: tuple[str, ...] = ()
    standard: int = 0
    has_host: bool = False
    file_rights: int = 0
    # Active accounts by role.
    people: dict[str, int] = field(default_factory=dict)
    is_reviewed: bool = False
    editors_publish: bool = False

    @property
    def is_public(self) -> bool:
        return self.page is not None and self.page.live


def standings(units: Iterable[Unit] | None = None) -> list[Standing]:
    """Return how units stand, all of them unless some are given."""
    found = list(Unit.objects.all() if units is None else units)
    index = SubsiteIndexPage.objects.first()
    made: dict[int, dict[str, int]] = defaultdict(dict)
    for unit, key, thing in Part.objects.filter(unit__in=found).values_list("unit", "key", "made"):
        made[unit][key] = thing
    there = _There.gathered(index)
    return [there.standing(unit, made[unit.pk]) for unit in found]


@dataclass(frozen=True, slots=True)
class _There:
    pages: dict[int, SubsitePage]
    columns: dict[str, list[Column]]
    templates: dict[int, list[tuple[str, str]]]
    default: list[tuple[str, str]]
    sites: set[int]
    file_rights: set[int]
    people: dict[int, int]
    reviewed: set[int]
    publishing: set[tuple[int, int]]

    @classmethod
    def gathered(cls, index: Page | None) -> "_There":
        templates: dict[int, list[tuple[str, str]]] = {}
        default: list[tuple[str, str]] = []
        for each in SubsiteTemplate.objects.prefetch_related("columns"):
            rows = [(f"column:{column.pk}", column.title) for column in each.columns.all()]
            templates[each.pk] = rows
            default = rows if each.is_default else default
        active = Count("user", filter=Q(user__is_active=True))
        return cls(
            pages=SubsitePage.objects.in_bulk(),
            columns=_columns(index) if index else {},
            templates=templates,
            default=default,
            sites=set(Site.objects.values_list("pk", flat=True)),
            file_rights=set(GroupCollectionPermission.objects.values_list("pk", flat=True)),
            people=dict(Group.objects.annotate(active=active).values_list("pk", "active")),
            reviewed=set(
                WorkflowPage.objects.filter(workflow__active=True).values_list("page", flat=True)
            ),
            publishing=set(
                GroupPagePermission.objects.filter(permission__codename="publish_page").values_list(
                    "group", "page"
                )
            ),
        )

    def standing(self, unit: Unit, made: dict[str, int]) -> Standing:
        page = self.pages.get(made.get("home", 0))
        if page is None:
            return Standing(unit)
        columns = tuple(self.columns.get(page.path, ()))
        live = {column.page.pk for column in columns}
        standard = self.templates.get(unit.template_id or 0, self.default)
        groups = {role: made.get(f"group:{role}", 0) for role in (EDITORS, REVIEWERS)}
        return Standing(
            unit=unit,
            page=page,
            columns=columns,
            missing=tuple(title for key, title in standard if made.get(key) not in live),
            standard=len(standard),
            has_host=made.get("site") in self.sites,
            file_rights=sum(
                thing in self.file_rights for key, thing in made.items() if key.startswith("files:")
            ),
            people={role: self.people.get(group, 0) for role, group in groups.items()},
            is_reviewed=page.pk in self.reviewed,
            editors_publish=(groups[EDITORS], page.pk) in self.publishing,
        )


def _columns(index: Page) -> dict[str, list[Column]]:
    """Return the public first-level columns of all sites by the path of their home page."""
    newest = _newest(index)
    columns: dict[str, list[Column]] = defaultdict(list)
    found = ColumnPage.objects.descendant_of(index).live().filter(depth=index.depth + 2)
    for page in found.order_by("path"):
        columns[page.path[: -Page.steplen]].append(Column(page, newest.get(page.path)))
    return columns


def _newest(index: Page) -> dict[str, datetime]:
    """Return by path when something came in last, at or anywhere below it."""
    articles = ArticlePage.objects.live().descendant_of(index)
    above = Left("path", Length("path") - Page.steplen)
    rows = articles.annotate(above=above).values("above").annotate(newest=Max("displayed_at"))
    newest: dict[str, Any] = {}
    for path, moment in rows.order_by().values_list("above", "newest"):
        for end in range(len(index.path), len(path) + 1, Page.steplen):
            seen = newest.get(path[:end])
            if moment is not None:
                newest[path[:end]] = max(seen, moment) if seen else moment
    return newest
