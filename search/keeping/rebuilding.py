"""The whole index made anew while it is in use: what is the same stays, and nothing is ever away.

It may be killed anywhere and begun again; what is done is not done twice.
"""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from search.index import tables, tidying
from search.index.preparing import in_pieces
from search.index.writing import Outcome
from search.keeping import looking, offers, sweeping
from search.keeping.looking import Looked
from search.keeping.missed import all_ids
from search.models.index import Indexed, Seen, Shelf

# Owners that are looked at together.
TOGETHER = 200
# A look that began before its owner went may still be going on.
FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(slots=True)
class Rebuilt:
    """What came of it, so far; `seconds` since it began."""

    outcome: Outcome = field(default_factory=Outcome)
    owners: int = 0
    failed: list[str] = field(default_factory=list)
    moved: int = 0
    seconds: float = 0.0

    @property
    def entries(self) -> int:
        """How many entries are offered by those who were looked at."""
        return self.outcome.new + self.outcome.changed + self.outcome.same

    @property
    def entries_per_second(self) -> float:
        return (self.entries + self.moved) / max(self.seconds, 1e-9)


Tell = Callable[[Rebuilt], None]


def rebuild(tell: Tell) -> Rebuilt:
    """Look at everybody, take out who is no more, and empty worn blocks; tells now and then."""
    began, begin = timezone.now(), time.monotonic()
    done = Rebuilt()

    def told() -> None:
        done.seconds = time.monotonic() - begin
        tell(done)

    def moved(few: int) -> None:
        done.moved += few
        told()

    sweeping.spread()
    for owners in _existing():
        _add(done, owners, looking.look(owners))
        told()
    for owners in _gone(began, but=done.failed):
        _add(done, owners, looking.look(owners))
        told()
    tidying.tidy(moved)
    tables.delete(
        Seen.objects.filter(at__lt=began - FORGOTTEN_AFTER).filter(
            ~Exists(Indexed.objects.filter(owner=OuterRef("owner")))
        )
    )
    done.seconds = time.monotonic() - begin
    return done


def _add(done: Rebuilt, owners: Sequence[str], looked: Looked) -> None:
    done.owners += len(owners)
    done.outcome += looked.outcome
    done.failed += looked.failed


def _existing() -> Iterator[Sequence[str]]:
    for source in offers.all_sources().values():
        names = [offers.name_of(source.name, each) for each in all_ids(source)]
        yield from in_pieces(names, TOGETHER)


def _gone(began: object, but: Collection[str]) -> Iterator[list[str]]:
    """Yield owners in the index at whom nobody has looked since, in their order; but for some, who
    are there and failed.
    """
    after = ""
    looked_at = Seen.objects.filter(owner=OuterRef("owner"), at__gte=began)
    left = Indexed.objects.filter(~Exists(looked_at), shelf=Shelf.PUBLIC).order_by("owner")
    names = left.values_list("owner", flat=True).distinct()
    failed = frozenset(but)
    while some := list(names.filter(owner__gt=after)[:TOGETHER]):
        after = some[-1]
        yield [owner for owner in some if owner not in failed]
