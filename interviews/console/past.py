"""What was done with a turn, entry by entry, and what differs from one to the next."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from interviews.models import Entry, Question, Speaker, Turn
from interviews.record.kinds import Kind
from interviews.record.projection import Picture, TurnState, turned
from texts.difference import Kind as Piece
from texts.difference import Part, difference


@dataclass(frozen=True, slots=True)
class Deed:
    """One entry as a person reads it. `differences` is empty where the words stayed."""

    entry: Entry
    speaker: Speaker | None = None
    question: Question | None = None
    differences: list[Part] = field(default_factory=list)
    pictures_before: int = 0
    pictures: int = 0


def history_of(turn: Turn) -> list[Deed]:
    """Return everything done with a turn, in its order. Three queries."""
    entries = Entry.objects.filter(sitting=turn.sitting_id, turn_number=turn.number)
    speakers = {each.number: each for each in Speaker.objects.filter(sitting=turn.sitting_id)}
    entries = list(entries.order_by("number"))
    asked = {entry.data.get("question") for entry in entries}
    found = Question.objects.filter(sitting=turn.sitting_id, number__in=asked - {None})
    questions = {each.number: each for each in found}
    return list(_deeds(entries, speakers, questions))


def _deeds(
    entries: list[Entry], speakers: dict[int, Speaker], questions: dict[int, Question]
) -> Iterator[Deed]:
    state: TurnState | None = None
    for entry in entries:
        before = state
        if entry.kind != Kind.MOVED:
            state = turned(state, entry)
        differences: list[Part] = []
        if entry.kind == Kind.SAID:
            differences = [Part(Piece.SAME, state.text)]
        elif entry.kind == Kind.EDITED:
            differences = difference(before.text, state.text)
        yield Deed(
            entry,
            speakers.get(entry.data.get("speaker")),
            questions.get(entry.data.get("question")),
            differences,
            len(_hung(before)),
            len(_hung(state)),
        )


def _hung(state: TurnState | None) -> tuple[Picture, ...]:
    return state.pictures if state else ()
