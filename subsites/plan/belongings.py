"""What other apps give a unit beside its pages: an organ, routes, rights.

Such an app registers a function under the hook `subsite_belongings`. It takes the facts of a unit
that gets a site (`UnitFacts`) and yields what belongs to it (`Belonging`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail import hooks

from subsites.plan.facts import UnitFacts

HOOK = "subsite_belongings"

# What has been made for the unit: `home`, `group:editors`, `group:reviewers`, `collection`.
Made = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Belonging:
    """`find` returns the object if it is there, `make` makes it; both are given what there is.

    `obstacle` says why it cannot be made.
    """

    key: str
    label: str
    find: Callable[[Made], Any]
    make: Callable[[Made], Any]
    obstacle: str = ""


def belongings_of(unit: UnitFacts) -> Iterator[Belonging]:
    if unit.wants_site:
        for offer in hooks.get_hooks(HOOK):
            yield from offer(unit)
