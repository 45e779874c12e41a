"""What an answer means for a copy. Each function changes a row that is locked by its caller."""

from datetime import timedelta

from django.utils import timezone

from syndication.channels.base import (
    Blame,
    Done,
    Drafted,
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
from syndication.engine import addresses, declare
from syndication.engine import tasks_for_people as people
from syndication.models import ChannelCopy, Payload
from syndication.models.copy import Drift, Fault, Position
from syndication.models.task import TaskKind
from syndication.timing import timing

FAULTS = {Blame.EDITOR: Fault.EDITOR, Blame.ADMINISTRATOR: Fault.ADMINISTRATOR}
RESENDS = 1
# As often where a second one cannot come of it.
HARMLESS_RESENDS = 5
# Seconds that a withdrawal may wait before a person is asked to see to it.
LONG = 3600


def created(copy: ChannelCopy, outcome: Outcome, *, repeatable: bool) -> None:
    """Apply the answer to a write that should bring the copy nearer to being live."""
    match outcome:
        case Done(remote=remote, url=url):
            _went_live(copy, remote, url)
        case Drafted(remote=remote):
            _went_into_the_draft_box(copy, remote)
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


def amended(copy: ChannelCopy, outcome: Outcome, payload: Payload) -> None:
    """Apply the answer to a change in place, of a draft or of what is published."""
    match outcome:
        case Done(remote=remote, url=url):
            _remember(copy, remote)
            _no_trouble(copy)
            copy.url = url or copy.url
            if copy.position == Position.LIVE:
                addresses.went_live(copy)
            copy.sent_payload = payload
            copy.urgent = False
            # Whatever a person had changed in it is overwritten.
            _seen_anew(copy)
            people.close(copy, TaskKind.DRIFT)
            copy.next_at = None
            if not copy.wanted or copy.is_outdated:
                _again(copy)
        case Rejected(code=code, text=text):
            # It is not there any more: whoever took it away knows what for.
            was_live, url = copy.position == Position.LIVE, copy.url
            _retire(copy)
            copy.code, copy.text, copy.next_at = code, text, None
            copy.fault = Fault.PERSON if copy.wanted else Fault.NOBODY
            if was_live and copy.wanted:
                copy.drift = Drift.DELETED
                people.ask(copy, TaskKind.DRIFT, code, url)
        case _:
            _put_off(copy, outcome)


def polled(copy: ChannelCopy, outcome: Outcome) -> None:
    """Apply the platform's word on a submission. Unknown: it is not what it seems, so look."""
    match outcome:
        case Done(remote=remote, url=url) if copy.position == Position.LIVE:
            _remember(copy, remote)
            addresses.seen_at(copy, url)
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
            # The platform has decided: what it could not do twice is a person's business.
            copy.resends += HARMLESS_RESENDS - RESENDS
            _again(copy, timing().looks[0])
        case _:
            _put_off(copy, outcome)


def retracted(copy: ChannelCopy, outcome: Outcome) -> None:
    """Apply the answer to a removal."""
    match outcome:
        case Done():
            _retire(copy)
            _no_trouble(copy)
            people.close(copy, *TaskKind.about_copies())
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
        case Later(seconds=seconds) if seconds and seconds > LONG:
            _put_off(copy, outcome)
            deletion_has_to_wait(copy)
        case _:
            _put_off(copy, outcome)


def deletion_has_to_wait(copy: ChannelCopy) -> None:
    """Ask a person to delete by hand what the day's allowance does not let us delete."""
    people.ask(copy, TaskKind.DELETE, copy.code, copy.text)


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


def published_by_hand(copy: ChannelCopy, remote: Remote, url: str) -> None:
    """A person published the draft that we had left for them."""
    _went_live(copy, remote, url)


def retracted_by_hand(copy: ChannelCopy) -> None:
    """A person deleted what we were about to delete."""
    _retire(copy)
    _no_trouble(copy)
    copy.next_at = None
    people.close(copy, *TaskKind.about_copies())


def lost(copy: ChannelCopy, code: str) -> None:
    """What should be there is not, and we did not do it: nothing is sent until a person says."""
    _retire(copy)
    copy.code, copy.text = code, ""
    copy.fault, copy.next_at = Fault.PERSON, None


def _missing(copy: ChannelCopy, sighting: Missing) -> None:
    looks = timing().looks
    copy.looks += 1
    if not sighting.final and copy.looks < len(looks):
        _again(copy, looks[copy.looks])
    elif not copy.wanted:
        _retire(copy)
        _no_trouble(copy)
        copy.next_at = None
    elif sighting.final:
        copy.position = Position.ABSENT
        copy.failures += 1
        _again(copy, timing().backoff_after(copy.failures))
    elif sighting.resendable and copy.resends < (
        HARMLESS_RESENDS if sighting.harmless else RESENDS
    ):
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
    addresses.went_live(copy)
    copy.resends = copy.looks = 0
    _seen_anew(copy)
    people.close(copy, TaskKind.FIND, TaskKind.PUBLISH)
    copy.next_at = None
    copy.urgent = False
    declare.catch_up(copy)


def _went_into_the_draft_box(copy: ChannelCopy, remote: Remote) -> None:
    _remember(copy, remote)
    _no_trouble(copy)
    copy.position = Position.DRAFT
    copy.resends = copy.looks = 0
    _seen_anew(copy)
    people.close(copy, TaskKind.FIND)
    people.ask(copy, TaskKind.PUBLISH, "draft_waits", "")
    copy.next_at = None
    copy.urgent = False
    if not copy.wanted or copy.is_outdated:
        _again(copy)


def _seen_anew(copy: ChannelCopy) -> None:
    copy.seen_at = None
    copy.first_seen = copy.last_seen = {}
    copy.drift = Drift.NONE


def _retire(copy: ChannelCopy) -> None:
    """Move the platform's names of a copy that is gone to its past."""
    if copy.remote:
        copy.past = [*copy.past, {**copy.remote, "url": copy.url}]
    addresses.retired(copy)
    if copy.is_there:
        copy.withdrawn_at = timezone.now()
    copy.position = Position.ABSENT
    copy.replacing = False
    copy.remote = {}
    copy.url = ""
    copy.sent_payload = copy.settled_payload = None
    copy.resends = copy.looks = 0
    _seen_anew(copy)


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
