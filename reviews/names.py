"""How people are named in the record and under an item."""

import re
from typing import Any

CHINESE = re.compile(r"[\u3400-\u9fff·]+")


def name_of(user: Any) -> str:
    """Return somebody's name; a Chinese one family name first and without a space between."""
    given, family = getattr(user, "first_name", ""), getattr(user, "last_name", "")
    if CHINESE.fullmatch(given) and CHINESE.fullmatch(family):
        return f"{family}{given}"[:150]
    return str(user.get_full_name() or user.get_username())[:150]
