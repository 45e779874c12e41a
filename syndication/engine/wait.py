"""Why a copy stays where it is for now."""

from dataclasses import dataclass
from datetime import datetime

from syndication.models.copy import Fault


@dataclass(frozen=True, slots=True)
class Wait:
    """`until` is when to look again; without it the copy stays until somebody acts.

    `all_sends`: everything else that the account is to send waits for the same.
    """

    code: str
    until: datetime | None = None
    fault: Fault = Fault.NOBODY
    text: str = ""
    all_sends: bool = False
