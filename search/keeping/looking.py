"""A look at owners: what they offer now is what the index holds afterwards.

Owners are asked, and their words analysed, while nobody is kept from writing. Two who look at the
same owner at once may have seen different things; so each notes whose look was the last one before
its own, and who finds that somebody was quicker looks again.
"""

import logging
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from search.index import tables
from search.index.preparing import SOME, in_pieces, prepare
from search.index.writing import Outcome, write
from search.keeping import offers
from search.keeping.offers import Offers
from search.models.index import Seen, Shelf, Stale

log = logging.getLogger(__name__)

# How often one look is begun again before it is left to the sweep.
TRIES = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=1)

Ask = Callable[[Iterable[str]], Offers]


@dataclass(slots=True)
class Looked:
    """What came of a look; who failed is tried again later."""

    outcome: Outcome = field(default_factory=Outcome)
    failed: list[str] = field(default_factory=list)


def look(owners: Sequence[str]) -> Looked:
    """Make the index hold what owners offer now. What cannot be indexed costs only its owner."""
    looked = Looked()
    for some in in_pieces(list(dict.fromkeys(owners))):
        _look(some, offers.of, looked)
    _put_off(looked.failed)
    return looked


def take_out(owners: Sequence[str]) -> Outcome:
    """Take out those of many owners who offer nothing any more; the others stay as they are."""
    looked = Looked()
    for some in in_pieces(list(dict.fromkeys(owners))):
        _look(some, offers.withdrawn, looked)
    return looked.outcome


def _look(owners: Sequence[str], ask: Ask, looked: Looked) -> None:
    left = owners
    try:
        for _ in range(TRIES):
            left = _look_once(left, ask, looked)
            if not left:
                return
    except Exception:
        if len(left) == 1:
            log.exception("What may be found of %s cannot be indexed", left[0])
            looked.failed += left
            return
        for owner in left:
            _look([owner], ask, looked)
        return
    log.warning("%d owners change faster than anybody can look", len(left))
    looked.failed += left


def _look_once(owners: Sequence[str], ask: Ask, looked: Looked) -> list[str]:
    """Look at owners; return those at whom somebody else looked meanwhile."""
    # In this order: a hint that comes later is not deleted, and what it speaks of may be unseen.
    hints = list(Stale.objects.filter(owner__in=owners).values_list("owner", "pk"))
    before = _looks_at(owners)
    offered = ask(owners)
    looked.failed += offered.failed
    if not offered.entries:
        return []
    prepared = prepare(offered.entries, Shelf.PUBLIC)
    with transaction.atomic():
        tables.lock_for_writing()
        now = _looks_at(owners)
        overtaken = [each for each in offered.entries if now.get(each) != before.get(each)]
        own = prepared.without(overtaken)
        outcome = write(own)
        _remember(own.owners, offered.marks)
        done = set(own.owners)
        for some in in_pieces([pk for owner, pk in hints if owner in done]):
            tables.delete(Stale.objects.filter(pk__in=some))
    looked.outcome += outcome
    return overtaken


def _looks_at(owners: Sequence[str]) -> dict[str, int]:
    return dict(Seen.objects.filter(owner__in=owners).values_list("owner", "look"))


def _remember(owners: Iterable[str], marks: dict[str, str]) -> None:
    at = timezone.now()
    Seen.objects.bulk_create(
        [
            Seen(owner=owner, look=secrets.randbits(62), mark=marks.get(owner, ""), at=at)
            for owner in owners
        ],
        update_conflicts=True,
        unique_fields=["owner"],
        update_fields=["look", "mark", "at"],
    )


def _put_off(owners: Sequence[str]) -> None:
    """Leave failed owners to the sweep, which waits longer each time."""
    if not owners:
        return
    hints = list(Stale.objects.filter(owner__in=owners))
    for hint in hints:
        wait = min(FIRST_WAIT * 2 ** min(hint.failures, 12), LONGEST_WAIT)
        hint.failures, hint.due_at = min(hint.failures + 1, 999), timezone.now() + wait
    Stale.objects.bulk_update(hints, ["failures", "due_at"], batch_size=SOME)
    new = set(owners) - {hint.owner for hint in hints}
    due = timezone.now() + FIRST_WAIT
    Stale.objects.bulk_create(Stale(owner=owner, failures=1, due_at=due) for owner in sorted(new))
