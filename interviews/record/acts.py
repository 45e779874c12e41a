"""What is done with turns: each act checks, writes one entry and returns it.

An act takes an optional `client_key`, chosen by whoever sends it: what is sent twice under one
key is written once, and the second time gives the same entry. `by` is None for the portal itself.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from interviews.ledger import answering
from interviews.models import Entry, Question, Sitting, Speaker, Turn
from interviews.record.allowing import allow_turns
from interviews.record.kinds import Kind, Part
from interviews.record.projection import AT_THE_END, Picture
from interviews.record.words import LONGEST_ALT, checked, tidied
from interviews.record.writing import append, sent_before
from interviews.refusals import Conflict, Refused
from interviews.sittings import locked
from interviews.states import State

LONGEST_NOTE = 300
LONGEST_VIDEO = 24 * 60 * 60

User = AbstractBaseUser | None


def say(
    sitting: Sitting,
    speaker: Speaker,
    text: str,
    by: User,
    *,
    pictures: Sequence[Picture] = (),
    asks: Question | None = None,
    answers: Question | None = None,
    said_at: datetime | None = None,
    second: int | None = None,
    after: int | None = AT_THE_END,
    client_key: str = "",
) -> Entry:
    """Write what somebody said. `after` is the number of the turn that it follows, 0 for none."""
    text = checked(text, pictures)
    part, question = _part(asks, answers)
    sent = {
        "speaker": speaker.number,
        "text": text,
        "pictures": [asdict(picture) for picture in _described(pictures)],
        "second": _second(second),
        "after": after,
        "part": part,
        "question": question.number if question else None,
    }
    with locked(sitting) as held:
        if before := sent_before(held, client_key, Kind.SAID, None, sent):
            return before
        allow_turns(held, by)
        if held.stands == State.ARCHIVED and answers is None:
            raise Refused(
                _("To an archived interview only answers that were promised are added."),
                code="archived",
            )
        _speaker(held, speaker.number)
        _follows(held, after)
        _open(pictures, by)
        if question:
            answering.allow(held, question)
        now = timezone.now()
        entry = append(
            held, Kind.SAID, {**sent, "said_at": (said_at or now).isoformat()}, by,
            turn_number=held.last_turn + 1, client_key=client_key, at=now,
        )  # fmt: skip
        answering.settle(question, by)
    return entry


def edit(
    sitting: Sitting,
    number: int,
    version: int,
    text: str,
    by: User,
    *,
    pictures: Sequence[Picture] | None = None,
    note: str = "",
    client_key: str = "",
) -> Entry:
    """Change the words of a turn, and its pictures if any are given.

    `version` is the turn's as whoever edits saw it: raises Conflict if it is another by now.
    In the archive a public `note` on the correction is needed, and marked with the turn.
    """
    with locked(sitting) as held:
        turn = _turn(held, number)
        hung = turn.as_state.pictures if pictures is None else _described(pictures)
        text = checked(text, hung)
        sent = {"text": text, "pictures": [asdict(picture) for picture in hung]}
        if before := sent_before(held, client_key, Kind.EDITED, number, sent):
            return before
        allow_turns(held, by)
        note = _note(note) if note or held.stands == State.ARCHIVED else ""
        _unchanged(turn, version, sent)
        _open(hung, by, there=turn.as_state.pictures)
        entry = append(held, Kind.EDITED, sent, by, turn_number=number, client_key=client_key)
        if note:
            append(held, Kind.CORRECTED, {"note": note}, by, turn_number=number)
    return entry


def attribute(
    sitting: Sitting, number: int, version: int, speaker: Speaker, by: User, *, client_key: str = ""
) -> Entry:
    """Give a turn to another speaker. Raises Conflict if somebody changed it meanwhile."""
    sent = {"speaker": speaker.number}
    with locked(sitting) as held:
        if before := sent_before(held, client_key, Kind.ATTRIBUTED, number, sent):
            return before
        allow_turns(held, by)
        _speaker(held, speaker.number)
        _unchanged(_turn(held, number), version, sent)
        return append(held, Kind.ATTRIBUTED, sent, by, turn_number=number, client_key=client_key)


def link(
    sitting: Sitting,
    number: int,
    by: User,
    *,
    asks: Question | None = None,
    answers: Question | None = None,
    client_key: str = "",
) -> Entry:
    """Say which question a turn puts or answers; neither makes it plain speech again."""
    part, question = _part(asks, answers)
    sent = {"part": part, "question": question.number if question else None}
    with locked(sitting) as held:
        if before := sent_before(held, client_key, Kind.LINKED, number, sent):
            return before
        allow_turns(held, by)
        turn = _turn(held, number)
        if question:
            answering.allow(held, question)
        if (turn.part, turn.question) != (part, question):
            answering.allow_loss(held, turn)
        previous = turn.question
        entry = append(held, Kind.LINKED, sent, by, turn_number=number, client_key=client_key)
        answering.settle(previous, by)
        answering.settle(question, by)
    return entry


def withdraw(
    sitting: Sitting, number: int, by: User, *, reason: str = "", client_key: str = ""
) -> Entry:
    """Take a turn out of what is shown. It keeps its number and its place, and may come back."""
    sent = {"reason": tidied(reason)[:LONGEST_NOTE]}
    with locked(sitting) as held:
        if before := sent_before(held, client_key, Kind.WITHDRAWN, number, sent):
            return before
        allow_turns(held, by)
        turn = _turn(held, number)
        if turn.is_withdrawn:
            raise Refused(_("This turn has been withdrawn already."), code="withdrawn")
        answering.allow_loss(held, turn)
        entry = append(held, Kind.WITHDRAWN, sent, by, turn_number=number, client_key=client_key)
        answering.settle(turn.question, by)
    return entry


def restore(sitting: Sitting, number: int, by: User, *, client_key: str = "") -> Entry:
    """Show a withdrawn turn again."""
    with locked(sitting) as held:
        if before := sent_before(held, client_key, Kind.RESTORED, number, {}):
            return before
        allow_turns(held, by)
        turn = _turn(held, number)
        if not turn.is_withdrawn:
            raise Refused(_("This turn is not withdrawn."), code="not_withdrawn")
        if turn.question:
            answering.allow(held, turn.question)
        entry = append(held, Kind.RESTORED, {}, by, turn_number=number, client_key=client_key)
        answering.settle(turn.question, by)
    return entry


def move(
    sitting: Sitting, number: int, after: int | None, by: User, *, client_key: str = ""
) -> Entry:
    """Put a turn behind another one; 0 puts it first, None last."""
    sent = {"after": after}
    with locked(sitting) as held:
        if before := sent_before(held, client_key, Kind.MOVED, number, sent):
            return before
        allow_turns(held, by)
        turn = _turn(held, number)
        if after == number:
            raise Refused(_("A turn cannot follow itself."), code="itself")
        _follows(held, after)
        entry = append(held, Kind.MOVED, sent, by, turn_number=number, client_key=client_key)
        answering.settle(turn.question, by)
    return entry


def mark_correction(
    sitting: Sitting, number: int, note: str, by: User, *, client_key: str = ""
) -> Entry:
    """Mark a turn as corrected, with a note that the public reads."""
    sent = {"note": _note(note)}
    with locked(sitting) as held:
        if before := sent_before(held, client_key, Kind.CORRECTED, number, sent):
            return before
        allow_turns(held, by)
        _turn(held, number)
        return append(held, Kind.CORRECTED, sent, by, turn_number=number, client_key=client_key)


def set_time(
    sitting: Sitting, number: int, second: int | None, by: User, *, client_key: str = ""
) -> Entry:
    """Say at which second of the video a turn begins; None says that it is not known."""
    sent = {"second": _second(second)}
    with locked(sitting) as held:
        if before := sent_before(held, client_key, Kind.TIMED, number, sent):
            return before
        allow_turns(held, by)
        _turn(held, number)
        return append(held, Kind.TIMED, sent, by, turn_number=number, client_key=client_key)


def _part(asks: Question | None, answers: Question | None) -> tuple[Part, Question | None]:
    if asks and answers:
        raise ValueError("a turn puts a question or answers one")
    if asks:
        return Part.ASKS, asks
    return (Part.ANSWERS, answers) if answers else (Part.SPEECH, None)


def _turn(sitting: Sitting, number: int) -> Turn:
    turns = Turn.objects.select_related("speaker", "question").prefetch_related("pictures")
    turn = turns.filter(sitting=sitting, number=number).first()
    if turn is None:
        raise Refused(
            _("There is no turn %(number)d in this interview.") % {"number": number},
            code="no_turn",
        )
    return turn


def _speaker(sitting: Sitting, number: int) -> None:
    if not Speaker.objects.filter(sitting=sitting, number=number).exists():
        raise Refused(_("This speaker does not belong to the interview."), code="no_speaker")


def _follows(sitting: Sitting, after: int | None) -> None:
    if after:
        _turn(sitting, after)


def _unchanged(turn: Turn, version: int, mine: dict[str, Any]) -> None:
    if turn.version != version:
        raise Conflict(turn, mine)


def _open(pictures: Sequence[Picture], by: User, there: Sequence[Picture] = ()) -> None:
    """Refuse pictures that somebody may not publish: only their own, those that they may choose
    in the library, and those that are `there` already. The same words for those that do not
    exist: a number tells nothing.
    """
    keys = {each.image for each in pictures} - {each.image for each in there}
    if not keys:
        return
    images = get_image_model()
    found = images.objects.filter(pk__in=keys)
    if by is not None:
        policy = policy_registry.get_by_type(images)
        chosen = policy.instances_user_has_any_permission_for(by, ["choose"])
        found = found.filter(Q(uploaded_by_user=by) | Q(pk__in=chosen.values("pk")))
    if found.count() != len(keys):
        raise Refused(
            _("A picture is not in the library, or is not open to you."), code="no_picture"
        )


def _described(pictures: Sequence[Picture]) -> tuple[Picture, ...]:
    return tuple(Picture(each.image, tidied(each.alt)[:LONGEST_ALT]) for each in pictures)


def _second(second: int | None) -> int | None:
    if second is not None and not 0 <= second <= LONGEST_VIDEO:
        raise Refused(_("No video is that long."), code="second")
    return second


def _note(note: str) -> str:
    note = tidied(note).replace("\n", " ")
    if not note:
        raise Refused(
            _("Say in a few words what was corrected; readers see this note."), code="no_note"
        )
    if len(note) > LONGEST_NOTE:
        raise Refused(
            _("The note may have at most %(most)d characters.") % {"most": LONGEST_NOTE},
            code="long_note",
        )
    return note
