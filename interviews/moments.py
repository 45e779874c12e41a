"""The moments at which an interview is told elsewhere: ahead, while it is live, and in full."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from interviews.record.kinds import Kind
from interviews.states import State
from story import Moment, Stage

if TYPE_CHECKING:
    from interviews.models import Entry, InterviewPage, Sitting

ANNOUNCING = {
    State.PLANNED: Stage.COMING,
    State.TOPIC_VOTE: Stage.COMING,
    State.ANNOUNCED: Stage.OPEN,
}
"""Later states: over. An interview that goes back to planning takes its announcement back."""
APPROVED = frozenset({State.REVIEWED, State.ARCHIVED})
# What let each moment be told.
STATE_OF = {Moment.ANNOUNCE: State.ANNOUNCED, Moment.LIVE: State.LIVE}


def stages(sitting: "Sitting") -> Mapping[Moment, Stage]:
    """Return where an interview stands with each of its moments."""
    state = sitting.stands
    found = {Moment.ANNOUNCE: ANNOUNCING.get(state, Stage.OVER)}
    if state.is_before_live:
        return {**found, Moment.LIVE: Stage.COMING}
    found[Moment.LIVE] = Stage.OPEN if state == State.LIVE else Stage.OVER
    if state in APPROVED:
        found[Moment.FINAL] = Stage.OPEN
    elif reviewed_at(sitting):
        # Sent back: what has been published stays as it was approved.
        found[Moment.FINAL] = Stage.OVER
    elif state == State.DRAFT:
        found[Moment.FINAL] = Stage.COMING
    return found


def reviewed_at(sitting: "Sitting") -> int:
    """Return the number of the entry at which the record was approved last, or 0."""
    return last_step(sitting, State.REVIEWED, "number") or 0


def last_step(sitting: "Sitting", to: State, *columns: str) -> "Entry | int | str | None":
    """Return the last entry that led to a state, or one column of it."""
    entries = sitting.entries.filter(kind=Kind.STATE, data__to=to).order_by("-number")
    return (entries.values_list(*columns, flat=True) if columns else entries).first()


def told_up_to(sitting: "Sitting") -> int:
    """Return the number of the last entry that the full record is told from.

    That is what was approved: all of it in the archive, where only reviewers write. Where nothing
    has been approved yet, it is what a reviewer would approve now.
    """
    if sitting.stands in APPROVED:
        return sitting.last_entry
    return reviewed_at(sitting) or sitting.last_entry


def version_of(page: "InterviewPage", moment: Moment) -> str:
    """Return what the page names when it says what this moment says.

    Turns change the full record only, so what is announced stays the same while they are written.
    """
    version = f"{page.story_version}-{moment.value}"
    return f"{version}-{told_up_to(page.sitting)}" if moment == Moment.FINAL else version


def versions_of(page: "InterviewPage") -> tuple[str, ...]:
    """Return the versions of all moments that have come."""
    return tuple(
        version_of(page, moment)
        for moment, stage in stages(page.sitting).items()
        if stage != Stage.COMING
    )


def published_by(sitting: "Sitting", moment: Moment) -> str:
    """Return the user name of whoever let a moment be told; empty if nobody but the schedule."""
    if moment == Moment.FINAL:
        entries = sitting.entries.filter(number=told_up_to(sitting))
        return entries.values_list("by__username", flat=True).first() or ""
    return last_step(sitting, STATE_OF[moment], "by__username") or ""


def changes_what_is_told(sitting: "Sitting", kind: Kind) -> bool:
    """Whether an entry may make a moment say something else: not each turn while it is live."""
    return kind == Kind.STATE or sitting.stands == State.ARCHIVED
