"""What an answer means for a copy. Each function changes a row that is locked by its caller."""

from datetime import timedelta

from django.utils import timezone

from syndication.channels.base import (
    Blame,
    Done,
    Found,
    Later,
    Missing,
    Outcome,
    Refused,
    Rejected,
    Remote,
    Sighting,
    Step,
    Submitted,
    Unknown,
)
from syndication.engine import tasks_for_people as people
from syndication.models import ChannelCopy
from syndication.models.copy import Fault, Position
from syndication.models.task import TaskKind
from syndication.timing import timing

FAULTS = {Blame.EDITOR: Fault.EDITOR, Blame.ADMINISTRATOR: Fault.ADMINISTRATOR}
RESENDS = 1


def created(copy: ChannelCopy, outcome: Outcome, *, repeatable: bool) -> None:
    """Apply the answer to a write that should bring the copy nearer to being live."""
    match outcome:
        case Done(remote=remote, url=url):
            _went_live(copy, remote, url)
        case Step(remote=remote):
            _remember(copy, remote)
            _no_trouble(copy)
            _again(copy)
        case Submitted(remote=remote, seconds=seconds):
            _remember(copy, remote)
            _no_trouble(copy)
            copy.position = Position.SUBMITTED
            copy.looks = 0
            _again(copy, seconds)
        case Unknown(resendable=resendable) if not repeatable:
            _trouble(copy, outcome)
            copy.position = Position.UNKNOWN
            copy.looks = 0
            copy.resends = copy.resends if resendable else RESENDS
            _again(copy, timing().looks[0])
        case _:
            _put_off(copy, outcome)


def polled(copy: ChannelCopy, outcome: Outcome) -> None:
    """Apply the platform's word on a submission. Unknown: it is not what it seems, so look."""
    match outcome:
        case Done(remote=remote, url=url):
            _went_live(copy, remote, url)
        case Submitted(remote=remote, seconds=seconds):
            _remember(copy, remote)
            copy.looks += 1
            _again(copy, seconds)
        case Rejected(code=code, text=text):
            was_live = copy.position == Position.LIVE
            _retire(copy)
            copy.code, copy.text, copy.next_at = code, text, None
            copy.fault = Fault.PERSON if was_live else Fault.EDITOR
            if not copy.wanted:
                _no_trouble(copy)
        case Unknown():
            _trouble(copy, outcome)
            copy.position = Position.UNKNOWN
            copy.looks = 0
            _again(copy, timing().looks[0])
        case _:
            _put_off(copy, outcome)


def retracted(copy: ChannelCopy, outcome: Outcome) -> None:
    """Apply the answer to a removal."""
    match outcome:
        case Done():
            _retire(copy)
            _no_trouble(copy)
            people.close(copy, TaskKind.DELETE, TaskKind.FIND)
            if copy.wanted:
                _again(copy)
            else:
                copy.next_at = None
        case Step(remote=remote):
            copy.remote = dict(remote)
            _again(copy)
        case Refused() if not outcome.whole_account:
            _put_off(copy, outcome)
            people.ask(copy, TaskKind.DELETE, outcome.code, outcome.text)
        case Later(seconds=seconds) if seconds and seconds > 3600:
            _put_off(copy, outcome)
            people.ask(copy, TaskKind.DELETE, outcome.code, outcome.text)
        case _:
            _put_off(copy, outcome)


def looked(copy: ChannelCopy, sighting: Sighting) -> None:
    """Apply what a look at the platform showed after an unknown outcome."""
    match sighting:
        case Found(outcome=outcome):
            if not isinstance(outcome, Submitted):
                copy.position = Position.ABSENT
            created(copy, outcome, repeatable=False)
        case Missing():
            _missing(copy, sighting)
        case Refused(whole_account=False):
            _give_up_looking(copy)
        case _:
            _again(copy, timing().backoff_after(copy.looks + 2))


def _missing(copy: ChannelCopy, sighting: Missing) -> None:
    looks = timing().looks
    copy.looks += 1
    if not sighting.final and copy.looks < len(looks):
        _again(copy, looks[copy.looks])
    elif not copy.wanted:
        _retire(copy)
        _no_trouble(copy)
        copy.next_at = None
    elif copy.resends < RESENDS:
        copy.resends += 1
        copy.position = Position.ABSENT
        _again(copy)
    else:
        _give_up_looking(copy)


def _give_up_looking(copy: ChannelCopy) -> None:
    copy.fault = Fault.PERSON
    copy.next_at = None
    people.ask(copy, TaskKind.FIND, copy.code, copy.text)


def _went_live(copy: ChannelCopy, remote: Remote, url: str) -> None:
    _remember(copy, remote)
    _no_trouble(copy)
    copy.position = Position.LIVE
    copy.url = url
    copy.live_at = timezone.now()
    copy.withdrawn_at = None
    copy.resends = copy.looks = 0
    people.close(copy, TaskKind.FIND)
    copy.next_at = None
    if not copy.wanted:
        _again(copy)


def _retire(copy: ChannelCopy) -> None:
    """Move the platform's names of a copy that is gone to its past."""
    if copy.remote:
        copy.past = [*copy.past, {**copy.remote, "url": copy.url}]
    if copy.position == Position.LIVE:
        copy.withdrawn_at = timezone.now()
    copy.position = Position.ABSENT
    copy.remote = {}
    copy.url = ""
    copy.sent_payload = None
    copy.resends = copy.looks = 0


def _put_off(copy: ChannelCopy, outcome: Outcome) -> None:
    _trouble(copy, outcome)
    match outcome:
        case Refused(whole_account=True):
            # The copy is not at fault: it stays due and waits for its account.
            _again(copy)
        case Refused(blame=blame):
            copy.fault = FAULTS[blame]
            copy.next_at = None
        case Later(seconds=float() | int() as seconds):
            _again(copy, seconds)
        case _:
            copy.failures += 1
            _again(copy, timing().backoff_after(copy.failures))


def _trouble(copy: ChannelCopy, outcome: Refused | Later | Unknown) -> None:
    copy.code, copy.text = outcome.code, outcome.text


def _no_trouble(copy: ChannelCopy) -> None:
    copy.fault, copy.code, copy.text, copy.failures = Fault.NOBODY, "", "", 0


def _remember(copy: ChannelCopy, remote: Remote) -> None:
    copy.remote = {**copy.remote, **remote}


def _again(copy: ChannelCopy, seconds: float = 0) -> None:
    copy.next_at = timezone.now() + timedelta(seconds=seconds)
