"""A roster read as facts about units, with all that is wrong in it, by line and column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from backstage.reading import Unreadable
from home.slugs import pinyin_slug
from subsites import guards
from subsites.plan.facts import UnitFacts
from subsites.roster.columns import (
    ANSWERS,
    FILLED,
    KINDS,
    LEVELS,
    REQUIRED,
    field_of,
    heading_of,
)
from subsites.roster.tables import Rows, rows_of

LONGEST = {
    "name": 60, "short_name": 30, "slug": 60, "host": 253, "address": 120, "phone": 60,
    "hours": 120, "introduction": 300, "accounts": 200,
}  # fmt: skip
# Of two units, none has what the other has.
ONCE = ("name", "slug", "host", "credit_code", "site_code")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in the reader's language; `line` counts from 1, 0 is the whole file."""

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        if not self.line:
            return self.message
        return _("Line %(line)d, %(column)s: %(message)s") % {
            "line": self.line, "column": self.column, "message": self.message,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken already: hosts of other sites, and the main site's name."""

    main_host: str = ""
    # Each with the name of the unit that has it, "" for what is no unit's.
    hosts: Mapping[str, str] = field(default_factory=dict)
    slugs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Roster:
    """Either units, or problems: one mistake, and nothing is taken of the whole."""

    units: tuple[UnitFacts, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_roster(data: bytes, taken: Taken | None = None) -> Roster:
    """Read a roster from CSV (UTF-8 or GB18030) or .xlsx."""
    try:
        rows = rows_of(data)
    except Unreadable:
        return Roster(problems=(Problem(0, "", _("This is no table in CSV or .xlsx.")),))
    if not rows:
        return Roster(problems=(Problem(0, "", _("The table is empty.")),))
    problems = list(_about_headings(rows[0]))
    if problems:
        return Roster(problems=tuple(problems))
    units, problems = _units(rows, taken or Taken())
    if not units and not problems:
        problems = [Problem(0, "", _("The table has no units."))]
    if problems:
        return Roster(problems=tuple(sorted(problems, key=lambda each: each.line)))
    return Roster(units=tuple(units))


def _about_headings(row: tuple[int, list[str]]) -> Iterator[Problem]:
    line, cells = row
    fields = [field_of(cell) for cell in cells if cell]
    for cell, name in zip([cell for cell in cells if cell], fields, strict=True):
        if name is None:
            yield Problem(line, cell, _("No column of a roster is called that."))
        elif fields.count(name) > 1:
            yield Problem(line, cell, _("There are two columns of this meaning."))
    for name in REQUIRED:
        if name not in fields:
            yield Problem(line, heading_of(name), _("This column is missing."))


def _units(rows: Rows, taken: Taken) -> tuple[list[UnitFacts], list[Problem]]:
    fields = [field_of(cell) if cell else None for cell in rows[0][1]]
    units, problems = [], []
    first: dict[tuple[str, str], int] = {}
    for line, cells in rows[1:]:
        said = {name: cell for name, cell in zip(fields, cells, strict=False) if name is not None}
        unit, found = _unit(said, taken)
        found += list(_about_twins(unit or said, line, first))
        problems += [Problem(line, heading_of(name), message) for name, message in found]
        if unit:
            units.append(unit)
    return units, problems


def _unit(said: Mapping[str, str], taken: Taken) -> tuple[UnitFacts | None, list[tuple[str, str]]]:
    found = [(name, _("This must be filled in.")) for name in FILLED if not said.get(name)]
    for name, most in LONGEST.items():
        if len(said.get(name, "")) > most:
            found.append((name, _("At most %(most)d characters.") % {"most": most}))
    values: dict[str, Any] = dict(said)
    for name, known in (("kind", KINDS), ("level", LEVELS), ("wants_site", ANSWERS)):
        told = said.get(name, "")
        if told in known:
            values[name] = known[told]
        elif told:
            choice = _("“%(told)s” is not known; write one of: %(known)s.")
            words = "、".join(filter(None, known))
            found.append((name, choice % {"told": told, "known": words}))
    if found:
        return None, found
    values.setdefault("wants_site", True)
    values["host"] = values.get("host", "").lower()
    values["credit_code"] = values.get("credit_code", "").upper()
    values["slug"] = values.get("slug") or pinyin_slug(said.get("short_name") or said["name"])
    unit = UnitFacts(**values)
    return unit, [*guards.objections(unit, taken.main_host), *_about_others(unit, taken)]


def _about_others(unit: UnitFacts, taken: Taken) -> Iterator[tuple[str, str]]:
    if pinyin_slug(unit.slug) != unit.slug:
        yield "slug", _("Small letters, digits, -.")
    for name, others in (("host", taken.hosts), ("slug", taken.slugs)):
        value = getattr(unit, name)
        if value and value in others and others[value] != unit.name:
            whose = others[value] or _("another site")
            yield name, _("“%(value)s” belongs to %(whose)s.") % {"value": value, "whose": whose}


def _about_twins(
    unit: UnitFacts | Mapping[str, str], line: int, first: dict[tuple[str, str], int]
) -> Iterator[tuple[str, str]]:
    """Yield what an earlier line has already; `first` remembers in which line."""
    for name in ONCE:
        value = unit.get(name) if isinstance(unit, Mapping) else getattr(unit, name)
        if not value:
            continue
        earlier = first.setdefault((name, value), line)
        if earlier != line:
            yield name, _("“%(value)s” stands in line %(line)d already.") % {
                "value": value, "line": earlier,
            }  # fmt: skip
