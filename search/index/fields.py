"""Where in an entry a term stands; postings are kept for each of these."""

import enum

from search.models.index import Shelf


class Field(enum.StrEnum):
    TITLE = "t"
    # Everything an entry says, its title included.
    ALL = "a"
    # How the title sounds.
    SOUND = "s"

    def of(self, shelf: Shelf, term: str) -> str:
        """Return the name that the postings of a term have."""
        return f"{shelf.value}{self.value}{term}"
