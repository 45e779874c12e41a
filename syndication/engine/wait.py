"""Why a copy stays where it is for now."""

from dataclasses import dataclass
from datetime import datetime

from syndication.models.copy import Fault


@dataclass(frozen=True, slots=True)
class Wait:
    """`until` is when to look again; without it the copy stays until somebody acts."""

    code: str
    until: datetime | None = None
    fault: Fault = Fault.NOBODY
    text: str = ""
