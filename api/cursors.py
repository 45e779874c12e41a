"""Where a list goes on: behind the last that was told, and not at a number, so that nothing is
told twice or left out because something new came in before it, and the thousandth page costs what
the first does.

Nobody but this module reads what is in a cursor.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from django.utils.translation import gettext as _

from api.parameters import Parameter, Refused

LONGEST = 400
BEGAN = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# No year is further from 1970 in any database.
FURTHEST = 60 * 10**15
WRITTEN = re.compile(r"m(-?\d{1,17})\.(\d{1,15})")
PLACE = re.compile(r"p([0-9A-Z]{4,255})")


@dataclass(frozen=True, slots=True)
class Position:
    """Behind what was shown at a moment and has this key."""

    moment: datetime
    key: int

    def __str__(self) -> str:
        return _packed(f"m{(self.moment - BEGAN) // MICROSECOND}.{self.key}")

    @classmethod
    def read(cls, cursor: str) -> Self:
        found = WRITTEN.fullmatch(_unpacked(cursor))
        if not found or abs(int(found[1])) > FURTHEST:
            raise _refused()
        return cls(BEGAN + int(found[1]) * MICROSECOND, int(found[2]))


def place_cursor(path: str) -> str:
    """Return the cursor behind a place in the tree (`Page.path`)."""
    return _packed(f"p{path}")


def read_place(cursor: str) -> str:
    found = PLACE.fullmatch(_unpacked(cursor))
    if not found:
        raise _refused()
    return found[1]


DESCRIPTION = (
    "Where to go on, as `next` gave it. Keep the other parameters as they were. A cursor holds for "
    "as long as the API does; do not look into it."
)
SCHEMA = {"type": "string", "maxLength": LONGEST}
BY_TIME = Parameter("cursor", SCHEMA, DESCRIPTION, Position.read)
BY_PLACE = Parameter("cursor", SCHEMA, DESCRIPTION, read_place)


def _packed(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _unpacked(cursor: str) -> str:
    if len(cursor) > LONGEST or not cursor.isascii():
        raise _refused()
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise _refused() from error


def _refused() -> Refused:
    return Refused(_("“cursor” is none that was given out here; begin without it."))
