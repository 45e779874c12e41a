"""The planner: wanted state minus actual state is a list of changes. Pure: no database."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from subsites.plan.facts import Fields


class Act(StrEnum):
    CREATE = "create"
    CHANGE = "change"
    # It is there, though not of our making; from now on it counts as ours.
    ADOPT = "adopt"
    # Somebody changed or removed it on purpose: it stays so.
    KEEP = "keep"
    # It cannot be made; `note` says why.
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Difference:
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done about one part; `differences` are empty for what is made or gone."""

    key: str
    act: Act
    differences: tuple[Difference, ...] = ()
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What is there: the fields of parts, and the values that the parts were given by us."""

    parts: Mapping[str, Fields] = field(default_factory=dict)
    given: Mapping[str, Fields] = field(default_factory=dict)


def plan(wanted: Mapping[str, Fields], actual: State) -> list[Change]:
    """Return the changes that lead from what is there to what is wanted, and what is kept.

    A value changes only where it is still the one that we gave: what differs from that, somebody
    changed on purpose. Nothing is ever removed.
    """
    return [change for key, fields in wanted.items() for change in _for(key, fields, actual)]


def to_do(changes: Iterable[Change]) -> list[Change]:
    """Return the changes that change something."""
    return [each for each in changes if each.act in {Act.CREATE, Act.CHANGE, Act.ADOPT}]


def given_after(wanted: Mapping[str, Fields], actual: State, key: str, *, was_made: bool) -> Fields:
    """Return the values that count as given by us once the changes of a part are made."""
    fields, given = wanted[key], dict(actual.given.get(key, {}))
    there = actual.parts.get(key, {})
    for name, value in fields.items():
        if was_made or there.get(name) == value or _is_ours(name, there, given):
            given[name] = value
    return given


def _for(key: str, fields: Fields, actual: State) -> Iterator[Change]:
    title = str(fields.get("title", ""))
    there = actual.parts.get(key)
    if there is None:
        yield Change(key, Act.KEEP if key in actual.given else Act.CREATE, title=title)
        return
    if key not in actual.given:
        yield Change(key, Act.ADOPT, title=title)
    given = actual.given.get(key, {})
    differing = [name for name, value in fields.items() if there.get(name) != value]
    for act, ours in ((Act.CHANGE, True), (Act.KEEP, False)):
        found = tuple(
            Difference(name, there.get(name), fields[name])
            for name in differing
            if _is_ours(name, there, given) is ours
        )
        if found:
            yield Change(key, act, found, str(there.get("title", title)))


def _is_ours(name: str, there: Fields, given: Fields) -> bool:
    return name in given and there.get(name) == given[name]
