"""What the engine asks of a channel, and what it may answer.

A channel is given plain data and answers plain data. It makes at most one write per call
that cannot be repeated, so that the engine can put a row in front of each.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from story import Moment, Story

if TYPE_CHECKING:
    from syndication.channels.capabilities import Capabilities
    from syndication.channels.fields import FieldRule
    from syndication.channels.links import Link, Name, Recognised
    from syndication.channels.massing import Ended
    from syndication.channels.meters import Meters
    from syndication.channels.observation import Kept, Observation
    from syndication.channels.options import Options
    from syndication.channels.remedies import Offers
    from syndication.channels.shown import Shown

Remote = Mapping[str, str]
"""A platform's names for one copy; which keys there are is the channel's own business."""

Body = Mapping[str, Any]
"""The content of a payload; JSON-able."""


@dataclass(frozen=True, slots=True)
class Stocked:
    """A picture in stock: SHA-256 of its bytes, pixels, bytes, `suffix` jpg or png."""

    sha256: str
    width: int
    height: int
    size: int
    suffix: str


Stock = Mapping[str, Stocked]
"""Stocked pictures by the `source` of the story's `Picture`."""


class Severity(enum.StrEnum):
    """What the platform will do: refuse the whole, or change a part."""

    REFUSED = "refused"
    CHANGED = "changed"


class Blame(enum.StrEnum):
    """Who can mend a refusal: whoever wrote the page, or whoever keeps the account."""

    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


# --- Answers ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a payload that people should know. `code` is looked up for its words."""

    severity: Severity
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)
    blame: Blame = Blame.EDITOR
    """Who can mend what would be refused."""


@dataclass(frozen=True, slots=True)
class Remainder:
    """What a call left for a person: `code` says what is to do, `text` and `link` with what."""

    code: str
    text: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """The aim is reached: live after `create`, gone after `retract`. `rest`: but for this."""

    remote: Remote = field(default_factory=dict)
    url: str = ""
    rest: Remainder | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """It rests in the platform's draft box, for a person to publish."""

    remote: Remote


@dataclass(frozen=True, slots=True)
class Step:
    """One write succeeded and another must follow at once."""

    remote: Remote


@dataclass(frozen=True, slots=True)
class Submitted:
    """The platform took it and will decide; ask again after `seconds` unless it calls back."""

    remote: Remote
    seconds: float


@dataclass(frozen=True, slots=True)
class Refused:
    """The platform said no, and will say no again until `blame` acts.

    `whole_account`: nothing can be sent with this account until then.
    """

    blame: Blame
    code: str
    text: str = ""
    whole_account: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """Nothing happened there; try again after `seconds` (None: the engine's own back-off)."""

    code: str
    text: str = ""
    seconds: float | None = None
    whole_account: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """The request left and no readable answer came: it may have been done.

    `resendable`: should it turn out not to be there, sending it again may help. Where the
    platform itself said that it has the same already, it would only say so again. `rest`: what a
    person has to see to, however it ends.
    """

    code: str
    text: str = ""
    resendable: bool = True
    rest: Remainder | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """The platform's verdict: what had been submitted is not, or no longer, to be seen there."""

    code: str
    text: str = ""


Outcome = Done | Drafted | Step | Submitted | Refused | Later | Unknown | Rejected


@dataclass(frozen=True, slots=True)
class Found:
    """It is there. `outcome` is what the lost answer would have been."""

    outcome: Done | Drafted | Step | Submitted


@dataclass(frozen=True, slots=True)
class Missing:
    """It is not there now.

    `final`: should it turn up later, nobody will have seen it. `harmless`: sending it again
    cannot make a second one. Not `resendable`: a look shows only a part of what the call makes,
    so nobody but a person can tell whether the rest is there.
    """

    final: bool = False
    harmless: bool = False
    resendable: bool = True


Sighting = Found | Missing | Refused | Later | Unknown


class Stopped(Exception):
    """Raised inside a channel to end a call with an outcome other than success."""

    def __init__(self, outcome: Refused | Later | Unknown) -> None:
        super().__init__(f"{type(outcome).__name__} {outcome.code}: {outcome.text}")
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Event:
    """What a platform pushed, once understood: the outcome for what `ids` names.

    That is a copy; or a mass send, which has `Ended`.
    """

    ids: Remote
    outcome: Outcome | Ended


@dataclass(frozen=True, slots=True)
class AboutAccount:
    """What a platform pushed about the account itself: whether and until when it is verified.

    `code` is what a person has to see to; empty if all is well.
    """

    verified_until: datetime | None
    code: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Authorisation:
    """What a person's consent on the platform gave: whose it is, and a token for `seconds`."""

    remote_id: str
    name: str
    token: str
    seconds: float


@runtime_checkable
class Authorisable(Protocol):
    """A channel whose tokens are given by a person in a browser (OAuth 2, authorization code)."""

    def authorisation_url(self, redirect_uri: str, state: str) -> str:
        """Return where to send the person."""

    def authorise(self, code: str, redirect_uri: str) -> Authorisation:
        """Exchange the code that the person came back with. Raises Stopped."""


class Channel(Protocol):
    """One account's way to one platform."""

    kind: ClassVar[str]
    label: ClassVar[str]
    """The platform's name for people."""
    repeatable: ClassVar[frozenset[str]]
    """Steps that may be done twice without harm; after an unknown outcome they are repeated."""
    visible: ClassVar[frozenset[str]]
    """Steps that the public sees; quiet hours and gaps between posts apply to them."""
    in_sight: ClassVar[int]
    """How many of the newest things a look can see; a lost one must not be pushed out of it."""
    meters: ClassVar[Meters]
    """What the platform counts, by the name the ledger keeps it under."""
    keeps_drafts: ClassVar[bool]
    """Whether a copy can rest unpublished on the platform, for a person to publish."""
    amends_published: ClassVar[bool]
    """Whether what is published can be changed where it is, under the same address."""
    has_own_address: ClassVar[bool]
    """Whether the platform is in one place for everybody; else each account names the address."""
    usual_moments: ClassVar[frozenset[Moment]]
    """What an account takes of pages that are told several times, unless it says otherwise."""
    account_fields: ClassVar[frozenset[str]]
    """What an account needs beside its name, key, secret and address: columns and options."""
    called_at: ClassVar[str]
    """Which of `channels.urls` the platform calls; empty if it never does."""
    steps_by_hand: ClassVar[Mapping[str, tuple[str, ...]]]
    """What a person does there, in order, by the kind of task (`TaskKind`: find, delete …)."""

    def render(self, story: Story, stock: Stock, options: Options) -> Body:
        """Return the payload for a story. Pure: no database, no network."""

    def edition_fields(self, story: Story) -> Mapping[str, FieldRule]:
        """Name the fields of an edition it can use: title, author, digest, text, headline and,
        for a story with dialogues, dialogues."""

    def words(self, body: Body) -> Mapping[str, str]:
        """Say in plain words what a payload says, by the names `observe` uses. Pure."""

    def shown(self, body: Body) -> Shown:
        """Show a payload as the platform will, after what is known of its stripping. Pure."""

    def check(self, body: Body) -> list[Finding]:
        """Say what the platform will refuse or change. Pure."""

    def next_step(self, body: Body, remote: Remote, *, as_draft: bool) -> str:
        """Name the write that `create` would make now; empty if nothing is left to do."""

    def likeness(self, body: Body) -> str:
        """Return what a look knows a payload by. Pure."""

    def calls(self, step: str, body: Body, remote: Remote) -> tuple[str, ...]:
        """Name the meters that a step moves, for a copy of these names."""

    def create(self, body: Body, remote: Remote, *, as_draft: bool) -> Outcome:
        """Make the next write towards having the payload live, or in the draft box."""

    def amend(self, body: Body, remote: Remote) -> Outcome:
        """Change a draft, or what is published, in place. Safe to repeat.

        Asked for published copies only where `amends_published`. Done, with the address if that
        is another now; Rejected if it is not there any more.
        """

    def names_what_is_live(self, remote: Remote) -> bool:
        """Whether these names are enough to remove what is published. Pure."""

    def retract(self, remote: Remote) -> Outcome:
        """Remove whatever `remote` names; answers Done if it is gone already."""

    def look(
        self, step: str, body: Body, remote: Remote, since: datetime, not_these: Iterable[Remote]
    ) -> Sighting:
        """After an unknown outcome of `step`: is it there?

        `since` is when the attempt began; `not_these` are earlier copies of the same page,
        withdrawn or replaced, and other pages' copies: they must not be taken for it.
        """

    def poll(self, remote: Remote, asked: int) -> Outcome:
        """Ask what became of a submission, for the `asked`-th time (from 0)."""

    def observe(self, kept: Iterable[Kept]) -> Iterable[Observation]:
        """Look at what is published, in as few calls as possible. Raises Stopped."""

    def offers(self, remote: Remote) -> Offers:
        """Say what can be done about a published copy of these names. Pure."""

    def notice(self, story: Story, stock: Stock, remedy: str, remote: Remote, text: str) -> Body:
        """Return the payload that corrects a copy without touching it. Pure."""

    def prove(self) -> str:
        """Show with one harmless call that the credentials work; return who we are there.

        Raises Stopped.
        """

    def probe(self) -> Capabilities:
        """Find out by reading calls what the account may do. Raises Stopped."""

    def understand(self, kind: str, body: Mapping[str, Any]) -> Event | AboutAccount | None:
        """Read a stored push; None if it says nothing that we act on."""

    @staticmethod
    def names(remote: Remote, url: str) -> tuple[Name, ...]:
        """Return the names under which people's links to what is live are recognised. Pure."""

    @staticmethod
    def recognise(link: Link) -> Recognised | None:
        """Say what a link leads to; None if it does not lead to this platform. Pure."""

    @staticmethod
    def explain(code: str, values: Mapping[str, Any]) -> str:
        """Return the translated sentence for one of this channel's codes, or an empty one."""
