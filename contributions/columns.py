"""The columns of the main site, and which of them somebody may fill."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from wagtail.models import Page, Site
from wagtail.permissions import page_permission_policy

from contributions.models import Way
from home.models import ColumnPage
from subsites.models import SubsiteIndexPage

# What filling a column takes: a reference is public at once, a copy is a draft.
NEEDED = {Way.REFERENCE: ("add", "publish"), Way.COPY: ("add",)}


@dataclass(frozen=True, slots=True)
class Choice:
    """A column in a list: `indent` tells how deep below the first ones it stands."""

    column: ColumnPage
    indent: int
    ways: frozenset[Way] = frozenset()

    @property
    def label(self) -> str:
        return f"{'　' * self.indent}{self.column.title}"

    @property
    def takes_references(self) -> bool:
        return Way.REFERENCE in self.ways


def main_columns() -> list[ColumnPage]:
    """Return the public columns of the main site in the order of its tree; three queries."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return []
    columns = ColumnPage.objects.descendant_of(site.root_page).live().public()
    if index := SubsiteIndexPage.objects.only("path").first():
        columns = columns.exclude(path__startswith=index.path)
    return list(columns.order_by("path"))


def choices() -> list[Choice]:
    """Return all columns, to suggest one."""
    columns = main_columns()
    top = min((column.depth for column in columns), default=0)
    return [Choice(column, column.depth - top) for column in columns]


def choices_for(user: AbstractBaseUser) -> list[Choice]:
    """Return the columns that somebody may fill, each with the ways in which they may."""
    found = choices()
    if user.is_superuser:
        return [Choice(each.column, each.indent, frozenset(Way)) for each in found]
    keys = [each.column.pk for each in found]
    may = {action: _where(user, action, keys) for action in ("add", "publish")}
    given = [
        Choice(
            each.column,
            each.indent,
            frozenset(
                way for way, needed in NEEDED.items()
                if all(each.column.pk in may[action] for action in needed)
            ),
        )
        for each in found
    ]  # fmt: skip
    return [each for each in given if each.ways]


def _where(user: AbstractBaseUser, action: str, keys: list[int]) -> set[int]:
    pages = page_permission_policy.instances_user_has_permission_for(user, action)
    return set(
        Page.objects.filter(pk__in=keys)
        .filter(pk__in=pages.order_by().values("pk"))
        .values_list("pk", flat=True)
    )
