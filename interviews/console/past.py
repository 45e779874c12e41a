"""What was done with a turn, entry by entry, and what differs from one to the next."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from interviews.models import Entry, Question, Speaker, Turn
from interviews.record.kinds import Kind
from interviews.record.projection import Picture, TurnState, turned

# A number or a word of letters is one unit: 15 that becomes 10 is not 1 and another digit.
UNIT = re.compile(r"[0-9０-９]+|[A-Za-z]+|.", re.DOTALL)
# Single letters that two texts happen to share say nothing to a reader.
TOO_DIFFERENT = 0.3


@dataclass(frozen=True, slots=True)
class Difference:
    """A piece of text that is the `same`, is `gone` or is `new`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One entry as a person reads it. `differences` is empty where the words stayed."""

    entry: Entry
    speaker: Speaker | None = None
    question: Question | None = None
    differences: list[Difference] = field(default_factory=list)
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
        differences: list[Difference] = []
        if entry.kind == Kind.SAID:
            differences = [Difference("same", state.text)]
        elif entry.kind == Kind.EDITED:
            differences = differing(before.text, state.text)
        yield Deed(
            entry,
            speakers.get(entry.data.get("speaker")),
            questions.get(entry.data.get("question")),
            differences,
            len(_hung(before)),
            len(_hung(state)),
        )


def differing(old: str, new: str) -> list[Difference]:
    """Return the pieces of two texts in order, by character."""
    before, after = UNIT.findall(old), UNIT.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if old and new and matcher.quick_ratio() < TOO_DIFFERENT:
        return [Difference("gone", old), Difference("new", new)]
    pieces: list[Difference] = []
    for name, b0, b1, a0, a1 in matcher.get_opcodes():
        if name == "equal":
            pieces.append(Difference("same", "".join(before[b0:b1])))
            continue
        if b1 > b0:
            pieces.append(Difference("gone", "".join(before[b0:b1])))
        if a1 > a0:
            pieces.append(Difference("new", "".join(after[a0:a1])))
    return pieces


def _hung(state: TurnState | None) -> tuple[Picture, ...]:
    return state.pictures if state else ()
