"""All units by kind, as the public sees them: with the way to their site, or to their card."""

from dataclasses import dataclass
from itertools import groupby

from wagtail.models import Page

from subsites.kinds import Kind
from subsites.models.pages import SubsitePage
from subsites.models.unit import Part, Unit


@dataclass(frozen=True, slots=True)
class Entry:
    unit: Unit
    url: str
    has_site: bool


def by_kind(index: Page) -> list[tuple[str, list[Entry]]]:
    """Return all units in groups of their kind. A fixed number of queries."""
    public = SubsitePage.objects.child_of(index).live().public().in_bulk()
    made = Part.objects.filter(key="home", made__in=public).values_list("unit", "made")
    sites = {unit: public[page] for unit, page in made}
    units = sorted(Unit.objects.exclude(kind=Kind.CAMPAIGN), key=_place)
    return [
        (str(Kind(kind).label), [_entry(unit, sites.get(unit.pk), index) for unit in group])
        for kind, group in groupby(units, key=lambda unit: unit.kind)
    ]


def _place(unit: Unit) -> tuple[int, int]:
    return Kind.values.index(unit.kind), unit.pk


def _entry(unit: Unit, site: SubsitePage | None, index: Page) -> Entry:
    url = site.url if site else f"{index.url}{unit.slug}/"
    return Entry(unit, url, site is not None)
