"""The one place that writes the log and, with each entry, the turns that follow from it."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from interviews import moments
from interviews.hints import say_changed
from interviews.models import Entry, Question, Sitting, Speaker, Turn, TurnPicture
from interviews.record.kinds import Kind
from interviews.record.projection import AT_THE_END, TurnState, speaker_of, turned
from interviews.record.signals import appended
from interviews.refusals import KeyReused
from story import story_changed


def name_of(user: AbstractBaseUser | None) -> str:
    return (user.get_full_name() or user.get_username())[:150] if user else ""


def sent_before(
    sitting: Sitting,
    client_key: str,
    kind: Kind,
    turn_number: int | None,
    data: Mapping[str, Any],
) -> Entry | None:
    """Return the entry that was written under this key, if any.

    `data` is what was sent, and may leave out what the portal adds. Raises KeyReused if the
    earlier entry says something else.
    """
    if not client_key:
        return None
    entry = Entry.objects.filter(sitting=sitting, client_key=client_key).first()
    if entry is None:
        return None
    same = entry.kind == kind and all(entry.data.get(name) == data[name] for name in data)
    if not same or (turn_number is not None and entry.turn_number != turn_number):
        raise KeyReused(entry, dict(data))
    return entry


def append(
    sitting: Sitting,
    kind: Kind,
    data: Mapping[str, Any],
    by: AbstractBaseUser | None,
    *,
    turn_number: int | None = None,
    client_key: str = "",
    at: datetime | None = None,
) -> Entry:
    """Write the next entry and what follows from it. `sitting` must be locked (`sittings`)."""
    sitting.last_entry += 1
    entry = Entry.objects.create(
        sitting=sitting,
        number=sitting.last_entry,
        kind=kind,
        turn_number=turn_number,
        data=dict(data),
        by=by,
        by_name=name_of(by),
        at=at or timezone.now(),
        client_key=client_key,
    )
    match kind:
        case Kind.STATE:
            sitting.state = data["to"]
        case Kind.SPEAKER:
            _write_speaker(sitting, data)
        case Kind.MOVED:
            _move(sitting, Turn.objects.get(sitting=sitting, number=turn_number), data["after"])
        case Kind.SAID:
            _say(sitting, entry)
        case _:
            _change(entry)
    sitting.save()
    if moments.changes_what_is_told(sitting, kind):
        # Within the transaction: whoever listens notes it together with the entry. What fails
        # there must be heard of here, or the database would drop the entry without a word.
        story_changed.send(
            type(sitting.page),
            pages=[sitting.page_id],
            correction=data["note"] if kind == Kind.CORRECTED else "",
            by=by,
        )
    say_changed(sitting)
    told = partial(appended.send_robust, Entry, sitting=sitting.pk, number=entry.number)
    transaction.on_commit(told, robust=True)
    return entry


def _say(sitting: Sitting, entry: Entry) -> None:
    state = turned(None, entry)
    after = entry.data["after"]
    position = _room_after(sitting, after, sitting.last_turn)
    sitting.last_turn = state.number
    turn = Turn(sitting=sitting, number=state.number, position=position)
    _take(turn, state)
    _hang(turn, state)


def _change(entry: Entry) -> None:
    turn = Turn.objects.select_related("speaker", "question").get(
        sitting=entry.sitting, number=entry.turn_number
    )
    before = turn.as_state
    after = turned(before, entry)
    _take(turn, after)
    if before.pictures != after.pictures:
        turn.pictures.all().delete()
        _hang(turn, after)


def _take(turn: Turn, state: TurnState) -> None:
    """Write a state into a turn's row."""
    turn.version = state.version
    turn.speaker = Speaker.objects.get(sitting=turn.sitting_id, number=state.speaker)
    turn.text = state.text
    turn.said_at = state.said_at
    turn.second = state.second
    turn.part = state.part
    turn.question = (
        Question.objects.get(sitting=turn.sitting_id, number=state.question)
        if state.question
        else None
    )
    turn.is_withdrawn = state.is_withdrawn
    turn.correction = state.correction
    turn.corrected_at = state.corrected_at
    turn.save()


def _hang(turn: Turn, state: TurnState) -> None:
    # One by one: Wagtail's index of references listens to `save`.
    for position, picture in enumerate(state.pictures, 1):
        TurnPicture.objects.create(
            turn=turn, position=position, image_id=picture.image, alt=picture.alt
        )


def _room_after(sitting: Sitting, after: int | None, count: int) -> int:
    """Make room behind a turn among `count` turns; return the free place."""
    if after is AT_THE_END:
        return count + 1
    place = Turn.objects.get(sitting=sitting, number=after).position if after else 0
    behind = Turn.objects.filter(sitting=sitting, position__gt=place, position__lte=count)
    behind.update(position=F("position") + 1)
    return place + 1


def _move(sitting: Sitting, turn: Turn, after: int | None) -> None:
    count = sitting.last_turn
    others = Turn.objects.filter(sitting=sitting)
    others.filter(position__gt=turn.position).update(position=F("position") - 1)
    # Out of everybody's way while the others make room.
    others.filter(pk=turn.pk).update(position=count + 1)
    position = _room_after(sitting, after, count - 1)
    others.filter(pk=turn.pk).update(position=position)


def _write_speaker(sitting: Sitting, data: Mapping[str, Any]) -> None:
    said = speaker_of(data)
    sitting.last_speaker = max(sitting.last_speaker, said.number)
    speaker = Speaker.objects.filter(sitting=sitting, number=said.number).first()
    speaker = speaker or Speaker(sitting=sitting, number=said.number)
    speaker.name, speaker.post, speaker.role = said.name, said.post, said.role
    speaker.photo_id, speaker.shortcut = said.photo, said.shortcut
    speaker.save()
