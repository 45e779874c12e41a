"""What other apps give a unit beside its pages: an organ, routes, rights.

Such an app registers a function under the hook `subsite_belongings`. It takes the facts of all
units that are planned together (`UnitFacts`) and reads what it needs of them at once; it returns a
function that yields what belongs to one of them (`Belonging`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail import hooks

from subsites.plan.facts import UnitFacts

HOOK = "subsite_belongings"

# What has been made for the unit: `home`, `group:editors`, `group:reviewers`, `collection`.
Made = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Belonging:
    """`find` returns the object if it was there, `make` makes it; both are given what there is.

    `obstacle` says why it cannot be made.
    """

    key: str
    label: str
    find: Callable[[Made], Any]
    make: Callable[[Made], Any]
    obstacle: str = ""


BelongingsOf = Callable[[UnitFacts], Iterable[Belonging]]


def belongings_of(units: Sequence[UnitFacts]) -> BelongingsOf:
    """Return a function that yields the belongings of one of these units."""
    offers = [offer(units) for offer in hooks.get_hooks(HOOK)]

    def of_unit(unit: UnitFacts) -> Iterator[Belonging]:
        if unit.wants_site:
            for offer in offers:
                yield from offer(unit)

    return of_unit
