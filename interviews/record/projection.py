"""From the log to the transcript: pure rules, the same for the archive and for every reader.

A reader who holds the transcript as of entry N and applies the entries after N has what the
archive has. Pictures, speakers and questions are named by numbers; nothing here asks a database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from interviews.record.kinds import Kind, Part
from interviews.roles import Role
from interviews.states import State

AT_THE_END = None
"""`after` of a turn that follows all others; 0 puts it before all others."""


class Logged(Protocol):
    """What an entry offers."""

    number: int
    kind: str
    turn_number: int | None
    data: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a turn: the key of an image and what it shows."""

    image: int
    alt: str = ""


@dataclass(frozen=True, slots=True)
class TurnState:
    """What a turn says now. `version` is the last entry that changed more than its place."""

    number: int
    version: int
    speaker: int
    text: str
    pictures: tuple[Picture, ...]
    said_at: datetime
    second: int | None = None
    part: Part = Part.SPEECH
    question: int | None = None
    is_withdrawn: bool = False
    correction: str = ""
    corrected_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SpeakerState:
    number: int
    name: str
    post: str
    role: Role
    photo: int | None
    shortcut: str


@dataclass(frozen=True)
class Transcript:
    """A whole record as of entry `last`; `order` holds the numbers of all turns."""

    last: int = 0
    state: State = State.PLANNED
    turns: Mapping[int, TurnState] = field(default_factory=dict)
    order: tuple[int, ...] = ()
    speakers: Mapping[int, SpeakerState] = field(default_factory=dict)

    @property
    def shown(self) -> list[TurnState]:
        """The turns that are not withdrawn, in their order."""
        return [self.turns[n] for n in self.order if not self.turns[n].is_withdrawn]


def replayed(entries: Iterable[Logged], start: Transcript | None = None) -> Transcript:
    """Return the transcript after some entries in a row. Raises ValueError where one is missing."""
    draft = _Draft(start or Transcript())
    for entry in entries:
        draft.take(entry)
    return draft.transcript()


class _Draft:
    """A transcript that entries change in place: a copy of all turns for each of thousands of
    entries would take their square.
    """

    def __init__(self, start: Transcript) -> None:
        self.last, self.state = start.last, start.state
        self.turns, self.speakers = dict(start.turns), dict(start.speakers)
        self.order = list(start.order)

    def transcript(self) -> Transcript:
        return Transcript(self.last, self.state, self.turns, tuple(self.order), self.speakers)

    def take(self, entry: Logged) -> None:
        """Apply the next entry. Raises ValueError if it is not the next."""
        if entry.number != self.last + 1:
            raise ValueError(f"entry {entry.number} does not follow {self.last}")
        match entry.kind:
            case Kind.STATE:
                self.state = State(entry.data["to"])
            case Kind.SPEAKER:
                speaker = speaker_of(entry.data)
                self.speakers[speaker.number] = speaker
            case Kind.MOVED:
                self.order.remove(entry.turn_number)
                self._place(entry)
            case _:
                turn = turned(self.turns.get(entry.turn_number), entry)
                self.turns[turn.number] = turn
                if entry.kind == Kind.SAID:
                    self._place(entry)
        self.last = entry.number

    def _place(self, entry: Logged) -> None:
        """Put an entry's turn behind the one that it names."""
        after = entry.data["after"]
        if after is AT_THE_END:
            self.order.append(entry.turn_number)
        else:
            self.order.insert(self.order.index(after) + 1 if after else 0, entry.turn_number)


def turned(turn: TurnState | None, entry: Logged) -> TurnState:
    """Return a turn after an entry that changes it; `turn` is None before it was said."""
    data = entry.data
    if entry.kind == Kind.SAID:
        return TurnState(
            number=entry.turn_number,
            version=entry.number,
            speaker=data["speaker"],
            text=data["text"],
            pictures=pictures_of(data),
            said_at=datetime.fromisoformat(data["said_at"]),
            second=data["second"],
            part=Part(data["part"]),
            question=data["question"],
        )
    if turn is None:
        raise ValueError(f"entry {entry.number} changes a turn that nobody has said")
    turn = replace(turn, version=entry.number)
    match entry.kind:
        case Kind.EDITED:
            return replace(turn, text=data["text"], pictures=pictures_of(data))
        case Kind.ATTRIBUTED:
            return replace(turn, speaker=data["speaker"])
        case Kind.LINKED:
            return replace(turn, part=Part(data["part"]), question=data["question"])
        case Kind.WITHDRAWN:
            return replace(turn, is_withdrawn=True)
        case Kind.RESTORED:
            return replace(turn, is_withdrawn=False)
        case Kind.CORRECTED:
            return replace(turn, correction=data["note"], corrected_at=entry.at)
        case Kind.TIMED:
            return replace(turn, second=data["second"])
    raise ValueError(f"{entry.kind} does not change a turn")


def pictures_of(data: Mapping[str, Any]) -> tuple[Picture, ...]:
    return tuple(Picture(each["image"], each["alt"]) for each in data["pictures"])


def speaker_of(data: Mapping[str, Any]) -> SpeakerState:
    return SpeakerState(
        number=data["number"],
        name=data["name"],
        post=data["post"],
        role=Role(data["role"]),
        photo=data["photo"],
        shortcut=data["shortcut"],
    )
