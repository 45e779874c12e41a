"""Who in a transcript is who in the interview, and when it was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from interviews.importing.fitting import name_of
from interviews.importing.keys import Key, entered
from interviews.models import Sitting, Speaker
from interviews.reading import Known, Reading, Role, Turn
from interviews.reading.labels import squeezed
from interviews.roles import Role as Speaking

ROLES = {
    Role.HOST: Speaking.HOST,
    Role.GUEST: Speaking.GUEST,
    Role.ASKER: Speaking.CITIZEN,
    Role.UNKNOWN: Speaking.GUEST,
}
KNOWN = {Speaking.HOST: Role.HOST, Speaking.GUEST: Role.GUEST, Speaking.CITIZEN: Role.ASKER}

NOBODY: Key = ("", "")


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks in a transcript; `name` is empty for turns without a speaker."""

    key: Key
    name: str
    post: str
    role: Speaking
    turns: int
    match: Speaker | None


def key_of(turn: Turn) -> Key:
    """Return what the speaker of a turn is known by within its transcript."""
    return (squeezed(turn.speaker), turn.post) if turn.speaker else NOBODY


def participants(sitting: Sitting, digest: str) -> list[Known]:
    """Return those announced and entered, whom a reader recognises without doubt.

    Without those whom this very file entered: it must be read as it was before it was begun, or
    its turns would be others when it is imported again.
    """
    announced = sitting.page.participants.all()
    speakers = sitting.speakers.exclude(number__in=entered(sitting, digest))
    people = [(each.name, each.post, each.role) for each in (*speakers, *announced)]
    return [
        Known(name, post, KNOWN.get(role, Role.UNKNOWN))
        for name, post, role in dict.fromkeys(people)
    ]


def voices(reading: Reading, speakers: Sequence[Speaker]) -> list[Voice]:
    """Return who speaks in a transcript, each with the speaker of the interview that it may be."""
    found = [
        Voice(
            (squeezed(each.name), each.post), name_of(each.name), each.post, ROLES[each.role],
            each.turns, _match(name_of(each.name), each.post, ROLES[each.role], speakers),
        )
        for each in reading.speakers
    ]  # fmt: skip
    nameless = sum(1 for turn in reading.turns if not turn.speaker)
    if nameless:
        found.append(Voice(NOBODY, "", "", Speaking.GUEST, nameless, None))
    return found


def _match(name: str, post: str, role: Speaking, speakers: Sequence[Speaker]) -> Speaker | None:
    """Return the speaker of this name, told apart by the post; for 主持人, the only host."""
    named = [each for each in speakers if squeezed(each.name) == squeezed(name)]
    exact = [each for each in named if each.post == post]
    for some in (exact, named):
        if len(some) == 1:
            return some[0]
    if squeezed(name) in (str(role.label), "问", "答"):
        alike = [each for each in speakers if each.role == role]
        return alike[0] if len(alike) == 1 else None
    return None


def moments(turns: Sequence[Turn], begins: datetime | None) -> list[datetime]:
    """Return when each turn was said, as well as the transcript knows.

    A time of day belongs to the day of the interview, seconds count from its beginning, and a turn
    without either was said when the one before it was.
    """
    begins = timezone.localtime(begins or timezone.now())
    told: list[datetime] = []
    for turn in turns:
        if turn.clock is not None:
            told.append(_at(begins, turn.clock))
        elif turn.seconds is not None:
            told.append(begins + timedelta(seconds=turn.seconds))
        else:
            told.append(told[-1] if told else begins)
    return told


def _at(day: datetime, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day.date(), clock), day.tzinfo)
