"""One thing that a citizen can find."""

import enum
from dataclasses import dataclass
from datetime import date


class Kind(enum.StrEnum):
    """What a thing is to whoever finds it."""

    ARTICLE = "article"
    DOCUMENT = "document"
    POWER = "power"
    INTERVIEW = "interview"
    QUESTION = "question"
    TURN = "turn"
    ATTACHMENT = "attachment"
    STATUTE = "statute"
    COLUMN = "column"
    SITE = "site"


class Facet(enum.StrEnum):
    """What results are narrowed by; each is the name of what an entry says of it, but for the year,
    which its day tells.
    """

    KIND = "kind"
    DEPARTMENT = "department"
    SITE = "site"
    COLUMN = "column"
    YEAR = "year"
    TOPIC = "topic"
    VALIDITY = "validity"


FACETS = tuple(Facet)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the public may find, and what is shown of it.

    `key` names it for good among everything that is found. `text` is all that it says beside its
    title, one paragraph in a line. `url` is where it is read: a path on this portal with its
    anchor, or an absolute address. `within` is the title of what it is a part of. `number` is its
    document number or code, as it is written. `answer`, if given, answers the title's question in
    a sentence or two. All words are shown to the public as they stand here.
    """

    key: str
    kind: Kind
    title: str
    url: str
    text: str = ""
    department: str = ""
    site: str = ""
    column: str = ""
    topic: str = ""
    validity: str = ""
    number: str = ""
    within: str = ""
    answer: str = ""
    day: date | None = None
