"""What a look at what is published shows."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from syndication.channels.base import Body, Remote


class Sight(enum.StrEnum):
    PRESENT = "present"
    DELETED = "deleted"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Kept:
    """A copy as somebody who keeps an eye on it knows it; `key` is the caller's own."""

    key: int
    remote: Remote
    body: Body


@dataclass(frozen=True, slots=True)
class Observation:
    """One copy as the platform shows it.

    `content` holds what can be compared, as words for people: title, text and so on; empty
    where this look could not tell. `remote` holds new names: a person published the draft.
    `url` is where the platform lists it. Copies that a look did not reach are not mentioned.
    """

    key: int
    sight: Sight
    content: Mapping[str, str] = field(default_factory=dict)
    remote: Remote = field(default_factory=dict)
    url: str = ""
