"""Plans made and carried out: what there is of a unit is read, compared, and changed at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import Error, transaction
from wagtail.models import Page

from home.slugs import free_slug
from subsites.models import Part, SubsiteIndexPage, Unit
from subsites.plan import pages
from subsites.plan.belongings import Belonging
from subsites.plan.facts import Fields, UnitFacts
from subsites.plan.gathering import Gathered, main_home, units_of
from subsites.plan.parts import Work, kind_of
from subsites.plan.planning import Act, Change, State, given_after, plan, to_do
from subsites.plan.wanted import wanted

INDEX_TITLE, INDEX_SLUG = "部门子网站", "danwei"


class Failed(Exception):
    """A unit could not be brought in step; it is as it was before."""


@dataclass
class UnitPlan:
    """What a unit should have, what it has, and the changes in between."""

    unit: UnitFacts
    wanted: dict[str, Fields]
    actual: State
    work: Work
    changes: list[Change]
    belongings: list[Belonging]

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
    return _plans(Gathered.of(units_of(units)))


def plans_of(units: Iterable[Unit]) -> list[UnitPlan]:
    """Plan units of the roster as it stands: what a changed template offers to them."""
    return _plans(Gathered.of({UnitFacts.of(unit): unit for unit in units}))


def carry_out(planned: UnitPlan, user: Any = None) -> list[Change]:
    """Make the changes of one unit, all or none; plan anew first, for time has passed.

    Returns what was done. Raises Failed.
    """
    return bring_in_step(planned.unit, planned.work.there.get("unit"), user)


def bring_in_step(facts: UnitFacts, unit: Unit | None = None, user: Any = None) -> list[Change]:
    """Plan a unit and make the changes, all or none. Returns what was done. Raises Failed."""
    try:
        with transaction.atomic():
            # It may have to be made, and is read again with what it needs.
            index = _index(user)
            gathered = Gathered.of({facts: unit} if unit else units_of([facts]))
            planned = _planned(facts, gathered, Work(facts, index, user))
            _make(planned)
            return planned.to_do
    except (Error, ValidationError) as error:
        raise Failed(f"{facts.name}: {error}") from error


def _plans(gathered: Gathered) -> list[UnitPlan]:
    return [_planned(facts, gathered, Work(facts, gathered.index)) for facts in gathered.units]


def _planned(facts: UnitFacts, gathered: Gathered, work: Work) -> UnitPlan:
    unit = gathered.units[facts]
    parts = wanted(facts, gathered.standard(unit))
    state = _read(work, unit, parts, gathered)
    belongings = list(gathered.belongings_of(facts))
    changes = plan(parts, state) + _planned_belongings(work, state, belongings)
    return UnitPlan(facts, parts, state, work, changes, belongings)


def _index(user: Any) -> Page:
    home = main_home()
    # Two at work on one tree would write into each other's paths.
    Page.objects.select_for_update().get(pk=home.pk)
    index = SubsiteIndexPage.objects.first()
    if index is None:
        is_taken = home.get_children().filter(slug=INDEX_SLUG).exists()
        slug = free_slug(INDEX_TITLE, home) if is_taken else INDEX_SLUG
        page = SubsiteIndexPage(title=INDEX_TITLE, slug=slug, show_in_menus=True)
        index = pages.add(home, page, user)
    return index


def _read(work: Work, unit: Unit | None, parts: dict[str, Fields], gathered: Gathered) -> State:
    """Note in `work.there` what there is of a unit, and return it as data."""
    rows = gathered.rows.get(unit.pk, {}) if unit else {}
    things = gathered.things.get(unit.pk, {}) if unit else {}
    read: dict[str, Fields] = {}
    for key, fields in parts.items():
        kind = kind_of(key)
        if key == "unit":
            thing = unit
        elif key in rows:
            thing = things.get(key)
        else:
            thing = kind.find(work, key, fields)
        if thing is not None:
            work.there[key] = thing
            read[key] = kind.read(thing, fields)
    return State(read, {key: row.given for key, row in rows.items()})


def _planned_belongings(work: Work, state: State, belongings: Iterable[Belonging]) -> list[Change]:
    changes = []
    for each in belongings:
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
    for each in planned.belongings:
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
