"""Reading the log: whole, or what came after an entry."""

from interviews.models import Entry, Sitting
from interviews.record.projection import Transcript, replayed


def entries_after(sitting: Sitting, number: int, most: int | None = None) -> list[Entry]:
    """Return the entries after a number, in their order, at most so many."""
    entries = Entry.objects.filter(sitting=sitting, number__gt=number).order_by("number")
    return list(entries[:most] if most is not None else entries)


def transcript_of(sitting: Sitting) -> Transcript:
    """Return what the log comes to, read from its beginning."""
    return replayed(entries_after(sitting, 0))


def as_projected(sitting: Sitting) -> Transcript:
    """Return what the rows of turns and speakers say; the log must come to the same."""
    sitting.refresh_from_db()
    turns = sitting.turns.select_related("speaker", "question").prefetch_related("pictures")
    states = [turn.as_state for turn in turns.order_by("position")]
    return Transcript(
        last=sitting.last_entry,
        state=sitting.stands,
        turns={state.number: state for state in states},
        order=tuple(state.number for state in states),
        speakers={speaker.number: speaker.as_state for speaker in sitting.speakers.all()},
    )
