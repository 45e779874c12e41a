"""What is done while whoever changed something still waits: little, and all that must vanish."""

from collections.abc import Sequence

from search.keeping import looking, offers, sweeping
from search.keeping.hints import BELOW
from search.keeping.tasks import keep_in_step

# More owners than this are looked at by a worker.
HANDFUL = 20


def look(owners: Sequence[str]) -> None:
    """Take out at once what nobody may find any more; look at a handful, leave more to a worker."""
    below = [owner for owner in owners if owner.startswith(BELOW)]
    concerned = dict.fromkeys(owner for owner in owners if not owner.startswith(BELOW))
    concerned |= dict.fromkeys(offers.owners_below(owner.removeprefix(BELOW) for owner in below))
    if len(concerned) <= HANDFUL:
        sweeping.spread(below)
        looking.look(list(concerned))
        return
    looking.take_out(list(concerned))
    keep_in_step.delay()
