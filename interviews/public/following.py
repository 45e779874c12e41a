"""From where a page that is open goes on by itself: its list of turns as of one entry."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

from interviews.models import Sitting, Turn
from interviews.public.transcript import Transcript, transcript_of
from interviews.sittings import locked
from interviews.states import State

if TYPE_CHECKING:
    from interviews.models import InterviewPage

FOLLOWED = frozenset({State.ANNOUNCED, State.LIVE, State.DRAFT})
TRIES = 5


@dataclass(frozen=True, slots=True)
class Following:
    """Where the stream is, and the order of all turns as of `last`, also of those not shown:
    an entry says behind which turn another goes.
    """

    address: str
    last: int
    order: str


def following(page: "InterviewPage", request: HttpRequest) -> tuple[Transcript, Following | None]:
    """Return the transcript, and how to follow it if there is more to come.

    Events on top of a list that has some of them already would put turns into other places. So
    the list is read again if an entry came meanwhile, and in the end while none can come.
    """
    sitting = page.sitting
    is_public = page.live and not getattr(request, "is_preview", False)
    if not is_public or sitting.pk is None or sitting.stands not in FOLLOWED:
        return transcript_of(sitting), None
    for _try in range(TRIES):
        transcript, order = transcript_of(sitting), _order(sitting)
        if _last(sitting) == sitting.last_entry:
            break
        sitting.refresh_from_db()
    else:
        with locked(sitting) as held:
            transcript, order = transcript_of(held), _order(held)
    address = f"{page.get_url(request)}stream/"
    return transcript, Following(address, sitting.last_entry, order)


def _last(sitting: Sitting) -> int:
    return Sitting.objects.values_list("last_entry", flat=True).get(pk=sitting.pk)


def _order(sitting: Sitting) -> str:
    turns = Turn.objects.filter(sitting=sitting).order_by("position")
    return " ".join(map(str, turns.values_list("number", flat=True)))
