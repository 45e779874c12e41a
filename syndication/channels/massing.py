"""What the engine asks of a channel that can reach all followers of an account at once (群发)."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, runtime_checkable

from syndication.channels.base import (
    Body,
    Done,
    Later,
    Outcome,
    Refused,
    Remote,
    Sighting,
    Submitted,
    Unknown,
)
from syndication.channels.meters import Window


@dataclass(frozen=True, slots=True)
class Confirming:
    """The platform asks the account's administrator, who has `seconds` to agree."""

    code: str
    text: str = ""
    seconds: float = 0


@dataclass(frozen=True, slots=True)
class NoneLeft:
    """The account may send no more to its followers before its window of time is over."""

    code: str
    text: str = ""


class Ending(enum.StrEnum):
    SENT = "sent"
    DECLINED = "declined"
    UNCONFIRMED = "unconfirmed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Ended:
    """The platform's verdict. `urls` by the article's number, from 1, as far as they were told.

    `counts` of followers: total, filter (were to get it), sent, error.
    """

    ending: Ending
    code: str = ""
    text: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    urls: Mapping[int, str] = field(default_factory=dict)


Answer = Outcome | Confirming | NoneLeft | Ended


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many sends a window of time has, and how many of them are known to be used."""

    window: Window
    limit: int
    used: int
    used_up: bool

    @property
    def left(self) -> int:
        return 0 if self.used_up else max(0, self.limit - self.used)


class MassSending(Protocol):
    """One account's way to all its followers.

    Bodies are those of the articles in their order. `remote` holds the platform's names of the
    message: `draft_id` once there is a draft, `msg_id` once the platform has taken it.
    """

    most: int
    """How many articles a message may have."""

    def reviewers(self) -> tuple[str, ...]:
        """Return the names on the platform of those whom previews are for."""

    def next_step(self, bodies: Sequence[Body], remote: Remote) -> str:
        """Name what `prepare` would do now: pictures, draft, or nothing."""

    def prepare(self, bodies: Sequence[Body], remote: Remote) -> Outcome:
        """Do the next thing towards a draft: Step, with its name once it is made."""

    def look(
        self, bodies: Sequence[Body], since: datetime, not_these: Iterable[Remote]
    ) -> Sighting:
        """After an unknown outcome of making the draft: is it there?"""

    def read(self, remote: Remote) -> list[Mapping[str, str]] | None:
        """Return what the draft says now, by article; None if it is gone. Raises Stopped."""

    def discard(self, draft_id: str) -> Done | Refused | Later | Unknown:
        """Throw a draft away; Done if it is gone already. Safe to repeat."""

    def preview(self, remote: Remote, to: str) -> Done | Refused | Later | Unknown:
        """Show the draft to one person."""

    def send(
        self, remote: Remote, key: str, *, ignore_reprint: bool
    ) -> Submitted | Confirming | NoneLeft | Refused | Later | Unknown:
        """Send the draft to all followers.

        May be asked again with the same key, within a day, after any answer: the platform then
        tells of the first time instead of sending it twice.
        """

    def poll(self, remote: Remote, asked: int) -> Submitted | Ended | Refused | Later | Unknown:
        """Ask what became of the message, for the `asked`-th time (from 0)."""

    def remote_of(self, remote: Remote, position: int) -> Remote:
        """Return the platform's names of one article of the message, by its number from 1."""

    def allowance(self) -> Allowance:
        """Return how many sends are left, as far as is known."""

    def exhaust(self) -> None:
        """Believe the platform that none are left until the window is over."""

    def count(self) -> None:
        """Count a send that the platform took."""


@runtime_checkable
class MassCapable(Protocol):
    """A channel whose accounts can reach all their followers at once."""

    def mass(self) -> MassSending:
        """Return the way there."""
