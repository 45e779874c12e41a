"""What planning needs of units, read at once: as many queries for 137 as for one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from wagtail.models import Page, Site

from home.models import HomePage
from subsites.models import Part, SubsiteIndexPage, SubsiteTemplate, Unit
from subsites.plan.belongings import BelongingsOf, belongings_of
from subsites.plan.facts import MainFacts, Standard, UnitFacts, columns_of
from subsites.plan.parts import kind_of


class NoPortal(Exception):
    """There is no main site yet below which sub-sites could stand."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """By unit and key: `rows` of the parts that were made, and the `things` that are left."""

    units: dict[UnitFacts, Unit | None]
    rows: dict[int, dict[str, Part]]
    things: dict[int, dict[str, Any]]
    standards: dict[int | None, Standard]
    index: Page | None
    belongings_of: BelongingsOf

    @classmethod
    def of(cls, units: dict[UnitFacts, Unit | None]) -> "Gathered":
        """Raises NoPortal."""
        known = [unit for unit in units.values() if unit]
        rows: dict[int, dict[str, Part]] = defaultdict(dict)
        for row in Part.objects.filter(unit__in=known):
            rows[row.unit_id][row.key] = row
        return cls(
            units=units,
            rows=rows,
            things=_things(rows),
            standards=_standards(),
            index=SubsiteIndexPage.objects.first(),
            belongings_of=belongings_of(list(units)),
        )

    def standard(self, unit: Unit | None) -> Standard:
        template = unit.template_id if unit else None
        return self.standards.get(template) or self.standards[None]


def units_of(all_facts: Iterable[UnitFacts]) -> dict[UnitFacts, Unit | None]:
    """Return the rows of the roster that these are about: by name, else by credit code."""
    wanted = list(all_facts)
    codes = [facts.credit_code for facts in wanted if facts.credit_code]
    names = [facts.name for facts in wanted]
    found = list(Unit.objects.filter(Q(name__in=names) | Q(credit_code__in=codes)))
    by_name = {unit.name: unit for unit in found}
    by_code = {unit.credit_code: unit for unit in found if unit.credit_code}
    return {facts: by_name.get(facts.name) or by_code.get(facts.credit_code) for facts in wanted}


def main_home() -> HomePage:
    """Return the home page of the main site. Raises NoPortal."""
    site = Site.objects.filter(is_default_site=True).first()
    home = HomePage.objects.filter(pk=site.root_page_id).first() if site else None
    if home is None:
        raise NoPortal
    return home


def _standards() -> dict[int | None, Standard]:
    """Return what each template asks for; under None what holds without one."""
    home = main_home()
    main = MainFacts(home.site_code, home.icp_number, home.police_number)
    standards: dict[int | None, Standard] = {None: Standard(tuple(columns_of(None)), main)}
    for template in SubsiteTemplate.objects.prefetch_related("columns"):
        standard = Standard(tuple(columns_of(template)), main)
        standards[template.pk] = standard
        if template.is_default:
            standards[None] = standard
    return standards


def _things(rows: dict[int, dict[str, Part]]) -> dict[int, dict[str, Any]]:
    """Return what parts stand for: one query for each kind."""
    by_kind: dict[str, list[Part]] = defaultdict(list)
    for parts in rows.values():
        for row in parts.values():
            by_kind[row.key.partition(":")[0]].append(row)
    things: dict[int, dict[str, Any]] = defaultdict(dict)
    for name, some in by_kind.items():
        if name in {"unit", "more"}:
            continue
        there = kind_of(name).model.objects.in_bulk({row.made for row in some})
        for row in some:
            if row.made in there:
                things[row.unit_id][row.key] = there[row.made]
    return things
