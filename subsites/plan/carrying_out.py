"""Plans made and carried out: what there is of a unit is read, compared, and changed at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import Error, transaction
from wagtail.models import Page, Site

from home.models import HomePage
from home.slugs import free_slug
from subsites.models import Part, SubsiteIndexPage, SubsiteTemplate, Unit
from subsites.plan import pages
from subsites.plan.belongings import belongings_of
from subsites.plan.facts import Fields, MainFacts, Standard, UnitFacts, columns_of
from subsites.plan.parts import Work, kind_of
from subsites.plan.planning import Act, Change, State, given_after, plan, to_do
from subsites.plan.wanted import wanted

INDEX_TITLE, INDEX_SLUG = "部门子网站", "danwei"


class Failed(Exception):
    """A unit could not be brought in step; it is as it was before."""


class NoPortal(Exception):
    """There is no main site yet below which sub-sites could stand."""


@dataclass
class UnitPlan:
    """What a unit should have, what it has, and the changes in between."""

    unit: UnitFacts
    wanted: dict[str, Fields]
    actual: State
    work: Work
    changes: list[Change]

    @property
    def to_do(self) -> list[Change]:
        return to_do(self.changes)

    @property
    def kept(self) -> list[Change]:
        return [each for each in self.changes if each.act in {Act.KEEP, Act.BLOCKED}]

    @property
    def is_new(self) -> bool:
        return any(each.key == "unit" and each.act == Act.CREATE for each in self.changes)


def plans_for(units: Iterable[UnitFacts]) -> list[UnitPlan]:
    """Plan units by the template of each. Raises NoPortal."""
    standards: dict[int | None, Standard] = {}
    return [_planned(unit, None, standards) for unit in units]


def plans_of(units: Iterable[Unit]) -> list[UnitPlan]:
    """Plan units of the roster as it stands: what a changed template offers to them."""
    standards: dict[int | None, Standard] = {}
    return [_planned(UnitFacts.of(unit), unit, standards) for unit in units]


def carry_out(planned: UnitPlan, user: Any = None) -> list[Change]:
    """Make the changes of one unit, all or none; plan anew first, for time has passed.

    Returns what was done. Raises Failed.
    """
    try:
        return _carried_out(planned, user)
    except (Error, ValidationError) as error:
        raise Failed(f"{planned.unit.name}: {error}") from error


def _carried_out(planned: UnitPlan, user: Any) -> list[Change]:
    with transaction.atomic():
        index = _index(user)
        again = _planned(planned.unit, planned.work.there.get("unit"), {}, index=index, user=user)
        _make(again)
        return again.to_do


def _planned(
    facts: UnitFacts,
    unit: Unit | None,
    standards: dict[int | None, Standard],
    index: Page | None = None,
    user: Any = None,
) -> UnitPlan:
    work = Work(facts, index or SubsiteIndexPage.objects.first(), user)
    unit = unit or kind_of("unit").find(work, "unit", {})
    template = unit.template_id if unit else None
    if template not in standards:
        standards[template] = _standard(template)
    parts = wanted(facts, standards[template])
    state = _read(work, unit, parts)
    changes = plan(parts, state) + _planned_belongings(work, state)
    return UnitPlan(facts, parts, state, work, changes)


def _standard(template: int | None) -> Standard:
    found = SubsiteTemplate.objects.filter(pk=template) if template else None
    found = found or SubsiteTemplate.objects.filter(is_default=True)
    home = _main_home()
    main = MainFacts(home.site_code, home.icp_number, home.police_number)
    return Standard(tuple(columns_of(found.first())), main)


def _main_home() -> HomePage:
    site = Site.objects.filter(is_default_site=True).first()
    home = HomePage.objects.filter(pk=site.root_page_id).first() if site else None
    if home is None:
        raise NoPortal
    return home


def _index(user: Any) -> Page:
    home = _main_home()
    # Two at work on one tree would write into each other's paths.
    Page.objects.select_for_update().get(pk=home.pk)
    index = SubsiteIndexPage.objects.first()
    if index is None:
        is_taken = home.get_children().filter(slug=INDEX_SLUG).exists()
        slug = free_slug(INDEX_TITLE, home) if is_taken else INDEX_SLUG
        page = SubsiteIndexPage(title=INDEX_TITLE, slug=slug, show_in_menus=True)
        index = pages.add(home, page, user)
    return index


def _read(work: Work, unit: Unit | None, parts: dict[str, Fields]) -> State:
    """Read what there is of a unit into `work.there`, and return it as data."""
    rows = {row.key: row for row in unit.parts.all()} if unit else {}
    known = _known(rows)
    read: dict[str, Fields] = {}
    for key, fields in parts.items():
        kind = kind_of(key)
        if key == "unit":
            thing = unit
        elif key in rows:
            thing = known.get(key)
        else:
            thing = kind.find(work, key, fields)
        if thing is not None:
            work.there[key] = thing
            read[key] = kind.read(thing, fields)
    return State(read, {key: row.given for key, row in rows.items()})


def _known(rows: dict[str, Part]) -> dict[str, Any]:
    """Return the things that rows stand for, by key: one query for each kind."""
    keys: dict[str, list[Part]] = defaultdict(list)
    for row in rows.values():
        keys[row.key.partition(":")[0]].append(row)
    found: dict[str, Any] = {}
    for name, some in keys.items():
        if name in {"unit", "more"}:
            continue
        things = kind_of(name).model.objects.in_bulk([row.made for row in some])
        found |= {row.key: things[row.made] for row in some if row.made in things}
    return found


def _planned_belongings(work: Work, state: State) -> list[Change]:
    changes = []
    for each in belongings_of(work.unit):
        key = f"more:{each.key}"
        if each.find(work.there) is not None:
            if key not in state.given:
                changes.append(Change(key, Act.ADOPT, title=each.label))
            continue
        act = Act.BLOCKED if each.obstacle else Act.KEEP if key in state.given else Act.CREATE
        changes.append(Change(key, act, title=each.label, note=each.obstacle))
    return changes


def _make(planned: UnitPlan) -> None:
    work = planned.work
    by_key: dict[str, list[Change]] = defaultdict(list)
    for change in planned.changes:
        by_key[change.key].append(change)
    for key, fields in planned.wanted.items():
        _make_part(planned, key, fields, by_key[key])
    for each in belongings_of(work.unit):
        key = f"more:{each.key}"
        acts = {change.act for change in by_key[key]}
        if Act.CREATE in acts:
            _note(work, key, each.make(work.there), {})
        elif Act.ADOPT in acts:
            _note(work, key, each.find(work.there), {})


def _make_part(planned: UnitPlan, key: str, fields: Fields, changes: list[Change]) -> None:
    work, kind = planned.work, kind_of(key)
    was_made = any(change.act == Act.CREATE for change in changes)
    if was_made:
        work.there[key] = kind.make(work, key, dict(fields))
    for change in changes:
        if change.act == Act.CHANGE and kind.change:
            values = {each.field: each.after for each in change.differences}
            kind.change(work, work.there[key], values)
    if key in work.there:
        given = given_after(planned.wanted, planned.actual, key, was_made=was_made)
        if given != planned.actual.given.get(key):
            _note(work, key, work.there[key], given)


def _note(work: Work, key: str, thing: Any, given: Fields) -> None:
    Part.objects.update_or_create(
        unit=work.there["unit"], key=key, defaults={"made": thing.pk, "given": given}
    )
