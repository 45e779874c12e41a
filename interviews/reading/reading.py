"""What is read out of a transcript."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Unreadable(Exception):
    """A transcript that cannot be read; the text says why, to whoever brought it."""


class Role(StrEnum):
    HOST = "host"
    GUEST = "guest"
    ASKER = "asker"
    """Citizens, reporters, and whoever 问 stands for."""
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who is known to take part."""

    name: str
    post: str = ""
    role: Role = Role.UNKNOWN


@dataclass(frozen=True, slots=True)
class Picture:
    data: bytes
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says at one go.

    `speaker` is the name as it is written, or what stands for one (主持人, 问), and empty where
    nobody is named. `body` has paragraphs and pictures in their order. `seconds` count from the
    beginning of the video, `clock` is the time of day; a turn has one of them, or neither. `marks`
    are the pieces of the text that say who and when, as written. `line` is the line of a text, the
    paragraph of a document or the cue of a subtitle file that the turn begins with, from 1.
    """

    speaker: str = ""
    post: str = ""
    role: Role = Role.UNKNOWN
    is_question: bool = False
    body: tuple[str | Picture, ...] = ()
    seconds: float | None = None
    clock: time | None = None
    marks: tuple[str, ...] = ()
    line: int = 1

    @property
    def paragraphs(self) -> list[str]:
        return [each for each in self.body if isinstance(each, str)]

    @property
    def pictures(self) -> list[Picture]:
        return [each for each in self.body if isinstance(each, Picture)]

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Two people with one name and different posts are two speakers."""

    name: str
    post: str
    role: Role
    turns: int


DOUBTS = {
    "no_speaker": _("No speaker was found: each paragraph has become a turn without a speaker."),
    "before_first": _(
        "This stands before the first speaker, so it has become a turn without one. Delete it if "
        "it is the title or a list of guests."
    ),
    "once": _("“%(label)s” was taken for a speaker, though it occurs only once."),
    "unusual": _("“%(label)s” was taken for a speaker, though it does not look like a name."),
    "perhaps": _("“%(label)s” was left in the text, though it may be a speaker."),
    "inside": _("Another speaker may begin within this turn: “%(label)s”."),
    "same_name": _(
        "Several people are called “%(name)s” (%(posts)s), and the text does not say which of them "
        "speaks here."
    ),
    "backwards": _("The time “%(time)s” is earlier than the one before it."),
    "silent": _("“%(label)s” is followed by no words."),
    "pages": _("Left out as headers and numbers of pages: %(lines)s."),
    "destroyed": _("Characters are lost here: …%(place)s…"),
    "beyond": _("The time “%(time)s” is more than a day after the beginning; it was not taken."),
    "long_name": _(
        "This speaker's name has more than %(most)s characters; entered as a new speaker, it is "
        "shortened."
    ),
    "deleted": _("The document keeps text that was marked as deleted; it was not taken."),
    "hidden": _("The document has hidden text; it was not taken."),
    "pictures": _("Pictures that could not be taken: %(count)s. Add them by hand."),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something for an editor to look at, in a turn (its index) or in the whole transcript."""

    kind: str
    turn: int | None = None
    values: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(DOUBTS[self.kind]) % self.values


@dataclass(frozen=True, slots=True)
class Reading:
    """`left_out` has the lines that were taken for headers and numbers of pages."""

    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...]
    doubts: tuple[Doubt, ...]
    left_out: tuple[str, ...] = ()

    @property
    def doubts_by_turn(self) -> dict[int | None, list[Doubt]]:
        """Return the doubts about each turn, by its index; those about the whole by None."""
        found: dict[int | None, list[Doubt]] = defaultdict(list)
        for doubt in self.doubts:
            found[doubt.turn].append(doubt)
        return found

    def doubts_of(self, turn: int) -> list[Doubt]:
        return self.doubts_by_turn[turn]
