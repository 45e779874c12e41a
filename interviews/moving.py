"""Taking an interview from one state to another: who may, what stands against it, what follows."""

from collections.abc import Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from django.utils.translation import gettext as _

from interviews.access import CONDUCT, REVIEW, require
from interviews.ledger.counting import counts_of
from interviews.models import Entry, Sitting
from interviews.record.kinds import Kind
from interviews.record.speakers import seat
from interviews.record.words import tidied
from interviews.record.writing import append, sent_before
from interviews.refusals import Refused
from interviews.roles import Role
from interviews.sittings import locked
from interviews.states import State, is_way
from interviews.topics import deciding

LONGEST_REASON = 300
REVIEWERS = frozenset({(State.DRAFT, State.REVIEWED), (State.REVIEWED, State.ARCHIVED)})
OPEN_TO_THE_PUBLIC = frozenset({State.TOPIC_VOTE, State.ANNOUNCED, State.LIVE})


def permission_for(start: State, end: State) -> str:
    """Return the permission that a step needs."""
    return REVIEW if (start, end) in REVIEWERS else CONDUCT


def move_to(
    sitting: Sitting,
    to: State | str,
    by: AbstractBaseUser | None,
    *,
    reason: str = "",
    client_key: str = "",
    topic: int | None = None,
    why: str = "",
) -> Entry:
    """Take the step and return its entry. Raises Refused with every obstacle, or NotAllowed.

    `topic` and `why` say what comes of a vote on topics (`topics.deciding.ended`).
    """
    to = State(to)
    with locked(sitting) as held:
        if before := sent_before(held, client_key, Kind.STATE, None, {"to": to}):
            return before
        start = held.stands
        require(by, permission_for(start, to), held)
        found = list(obstacles(held, to))
        if found:
            raise Refused(found)
        now = timezone.now()
        if to in (State.ANNOUNCED, State.LIVE, State.DRAFT) and start.is_before_live:
            seat(held, by)
        if to == State.LIVE:
            held.went_live_at = held.went_live_at or now
            held.ended_at = None
        elif start == State.LIVE:
            held.ended_at = now
        elif to == State.ARCHIVED:
            held.archived_at = now
        data = {"from": start, "to": to, "reason": tidied(reason)[:LONGEST_REASON]}
        if to == State.TOPIC_VOTE:
            data["ballot"] = deciding.begun(held.page)
        elif start == State.TOPIC_VOTE:
            data["ballot"] = deciding.ended(held, to, topic, why)
        return append(held, Kind.STATE, data, by, client_key=client_key, at=now)


def obstacles(sitting: Sitting, to: State) -> Iterator[str]:
    """Yield what stands against a step, in words."""
    if not is_way(sitting.stands, to):
        yield _("From “%(start)s” no step leads to “%(end)s”.") % {
            "start": sitting.stands.label,
            "end": to.label,
        }
        return
    page = sitting.page
    if to in OPEN_TO_THE_PUBLIC and not page.live:
        yield _("The page has not been published, so nobody could see it.")
    if to == State.TOPIC_VOTE:
        yield from deciding.against_beginning(page)
    if to == State.ANNOUNCED:
        yield from deciding.against_ending(sitting)
    if to in (State.ANNOUNCED, State.LIVE):
        if page.starts_at is None:
            yield _("The page does not say when the interview begins.")
        if not page.participants.filter(role=Role.GUEST).exists():
            yield _("The page names no guest.")
    has_words = sitting.turns.filter(is_withdrawn=False).exists()
    if to in (State.REVIEWED, State.ARCHIVED) and not has_words:
        yield _("The transcript is empty.")
    if to == State.ARCHIVED:
        blank = counts_of(sitting).blank
        if blank:
            yield _("%(number)d questions have no outcome yet.") % {"number": blank}
