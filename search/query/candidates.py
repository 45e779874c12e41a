"""Entries that match, with what is seen of each when it is looked at, and what that is worth."""

from dataclasses import dataclass, field
from datetime import date

# What each thing that is seen counts, where it is 1: tried on judged queries and confirmed on
# others that were set aside (`docs/performance.md`).
WORTH = {
    # Whoever types a title wants it, and hardly anything outweighs that.
    "same": 8.0,
    "number": 6.0,
    "number in text": 5.0,
    # The query in a row within the title; more, where the title begins or ends with it.
    "within": 4.0,
    "begins": 0.5,
    "ends": 1.0,
    # How much of the query the title says, and how much of the title that is.
    "covered": 5.0,
    "filled": 2.0,
    # What was meant, if something else was typed: below the same title, above a few of its words.
    "homophone": 7.5,
    "sounds": 6.0,
    "abbreviated": 4.5,
    "mistyped": 4.0,
    "initials": 4.0,
    "a word": 1.0,
    "in a row": 1.0,
    # Texts decide where titles do not.
    "said in text": 4.0,
    "density": 1.5,
    "text": 1.0,
    # These only part equals.
    "recent": 0.3,
    "repealed": -0.8,
}
# The first look saw terms only; of what it saw, the rest says most again.
FIRST_LOOK = 0.15


@dataclass(slots=True)
class Candidate:
    """An entry that matches, with what is known of it so far.

    `first` is its score at a first look (`search.query.matching`). `whole`: its text may hold the
    query in a row. `features` says how much of each thing in `WORTH` was seen.
    """

    id: int
    first: float
    guessed: bool = False
    whole: bool = False
    title: str = ""
    # How the title's core is read, a syllable for each character.
    heard: str = ""
    number: str = ""
    validity: str = ""
    day: date | None = None
    score: float = 0.0
    # What in the title was meant, if something else was typed.
    meant: str = ""
    features: dict[str, float] = field(default_factory=dict)

    def weigh(self) -> None:
        """Score it by what was seen of it."""
        seen = sum(WORTH[name] * much for name, much in self.features.items())
        self.score = seen + FIRST_LOOK * self.first
