"""What makes something findable.

A page model implements `Findable`, and that is all: pages are gone through by whoever searches.
What is no page has a `Source`, which its app registers when it is ready, and sends
`findable_changed` with the names of the owners that changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, runtime_checkable

from findable.entry import Entry


@runtime_checkable
class Findable(Protocol):
    """A page that may be found."""

    def findable_entries(self) -> Iterable[Entry]:
        """Yield what the public finds of this page while it is live and open to the public.

        The first is the page itself; others are parts with an address of their own.
        """


class Source(Protocol):
    """Everything of one sort that may be found.

    An owner is what changes as a whole and yields entries: it is named "<name>:<id>", where the
    ids of a source are strings of at most 80 characters.
    """

    name: str

    def owners(self, after: str, limit: int) -> Sequence[str]:
        """Return the ids of owners in a fixed order that begins after one of them ("": all)."""

    def entries_of(self, ids: Sequence[str]) -> Mapping[str, Sequence[Entry]]:
        """Return what the public may find of some owners now; who is missing has nothing."""


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Offer a source to whoever searches. Registering one of the same name again replaces it."""
    _sources[source.name] = source


def sources() -> Mapping[str, Source]:
    """Return all registered sources by their names."""
    return _sources
