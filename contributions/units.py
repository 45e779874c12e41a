"""Which unit a page belongs to, and which units somebody works for."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from wagtail.models import GroupPagePermission, Page

from contributions.models import Contribution
from subsites.models import Part, SubsiteIndexPage, SubsitePage, Unit

WORKING = ("add_page", "change_page", "publish_page")


def unit_of(page: Page) -> Unit | None:
    """Return the unit in whose site a page stands, or None; two queries."""
    site = SubsitePage.objects.ancestor_of(page, inclusive=True).only("pk").first()
    part = site and Part.objects.filter(key="home", made=site.pk).select_related("unit").first()
    return part.unit if part else None


def units_of(user: AbstractBaseUser) -> set[int]:
    """Return the keys of the units in whose sites somebody may write; three queries."""
    sites = dict(SubsitePage.objects.values_list("pk", "path"))
    if not user.is_active:
        return set()
    if not user.is_superuser:
        rights = GroupPagePermission.objects.filter(
            group__user=user, permission__codename__in=WORKING
        )
        tops = set(rights.values_list("page__path", flat=True))
        sites = {key: path for key, path in sites.items() if _meet(path, tops)}
    parts = Part.objects.filter(key="home", made__in=list(sites))
    return set(parts.values_list("unit", flat=True))


def _meet(path: str, tops: Iterable[str]) -> bool:
    """Tell whether a site lies at, below or around one of these places."""
    return any(path.startswith(top) or top.startswith(path) for top in tops)


def contributions_of(user: AbstractBaseUser) -> QuerySet[Contribution]:
    """Return what the units contributed that somebody works for."""
    return Contribution.objects.filter(unit__in=units_of(user))


def is_on_main_site(page: Page) -> bool:
    """Tell whether a page stands on the main site, in none of the units'."""
    index = SubsiteIndexPage.objects.only("path").first()
    return index is None or not page.path.startswith(index.path)
