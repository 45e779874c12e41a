"""What may be wrong with the index, in words."""

import enum
from dataclasses import dataclass


class Sort(enum.StrEnum):
    """What a difference is; the words are for operators."""

    MISSING = "offered and not in the index"
    SUPERFLUOUS = "in the index and not offered"
    DIFFERENT = "in the index otherwise than offered"
    FAILING = "cannot say what may be found of it"
    TERM_LACKS = "not found by a term that it says"
    TERM_TOO_MUCH = "found by a term that it does not say"
    NOT_LIVE = "in the index and marked as not to be found"
    NO_ENTRY = "marked as to be found without an entry"
    PLACE = "at a place that nobody has given out"
    RULES = "block made by other rules"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is wrong: of which sort, with what (a key, an owner, a block), and how."""

    sort: Sort
    what: str
    how: str = ""

    def __str__(self) -> str:
        return f"{self.what}: {self.sort}" + (f" ({self.how})" if self.how else "")
