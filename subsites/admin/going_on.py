"""Many sites are made in several requests: each goes on where the last one had to stop."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser

from subsites.models import Unit
from subsites.plan.carrying_out import Failed, bring_in_step
from subsites.plan.facts import UnitFacts

log = logging.getLogger(__name__)
# Seconds; proxies wait for a minute, and one unit takes up to a few.
AT_A_TIME = 15.0


@dataclass
class SoFar:
    """How far it has come: units seen to, how many of them changed, and those that failed."""

    seen: int = 0
    changed: int = 0
    failed: list[str] = field(default_factory=list)

    @classmethod
    def told(cls, values: dict[str, str]) -> "SoFar":
        """Read what a form brought back; what is no number counts as nothing done."""
        seen, changed = (_number(values.get(name, "")) for name in ("seen", "changed"))
        return cls(seen, changed, values.get("failed", "").splitlines())


def go_on(
    units: Sequence[tuple[UnitFacts, Unit | None]], so_far: SoFar, user: AbstractBaseUser
) -> bool:
    """Bring units in step for some seconds, at least one. Returns whether all have been seen to.

    Stopped in between, it can be begun again: what is in step already is left alone.
    """
    end = time.monotonic() + AT_A_TIME
    for facts, unit in units[so_far.seen :]:
        try:
            so_far.changed += bool(bring_in_step(facts, unit, user))
        except Failed:
            log.exception("%s could not be brought in step", facts.name)
            so_far.failed.append(facts.name)
        so_far.seen += 1
        if time.monotonic() > end:
            break
    return so_far.seen >= len(units)


def _number(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < 7 else 0
