"""What the console may ask to be done, by name; each goes straight to the record or the ledger."""

from collections.abc import Callable, Mapping

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _

from interviews.console.asked import Asked, unreadable
from interviews.ledger import moderating
from interviews.ledger.kinds import Reason
from interviews.models import Sitting
from interviews.moving import move_to
from interviews.record import acts, speakers
from interviews.record.kinds import Kind, Part
from interviews.record.writing import sent_before
from interviews.roles import Role
from interviews.sittings import locked
from interviews.states import State

Act = Callable[[Sitting, Asked, AbstractBaseUser], object]


def say(sitting: Sitting, asked: Asked, by: AbstractBaseUser) -> None:
    acts.say(
        sitting,
        asked.speaker(sitting),
        asked.text("text", ""),
        by,
        pictures=asked.pictures() or (),
        answers=asked.optional_question(sitting, "answers"),
        said_at=asked.said_at,
        client_key=asked.client_key,
    )


def put(sitting: Sitting, asked: Asked, by: AbstractBaseUser) -> None:
    """Put an approved question, in the words that are shown, by the citizens' speaker."""
    question, key = asked.question(sitting, "asks"), asked.client_key
    # Locked, so that a refusal leaves no speaker behind.
    with locked(sitting) as held:
        # The words and the speaker are the portal's, and may be others when it is sent again.
        sent = {"part": Part.ASKS, "question": question.number}
        if sent_before(held, key, Kind.SAID, None, sent):
            return
        speaker = held.speakers.filter(role=Role.CITIZEN).first() or speakers.add_speaker(
            held, _("Citizen"), by, role=Role.CITIZEN
        )
        acts.say(
            held, speaker, question.shown_text, by,
            asks=question, said_at=asked.said_at, client_key=key,
        )  # fmt: skip


def edit(sitting: Sitting, asked: Asked, by: AbstractBaseUser) -> None:
    acts.edit(
        sitting,
        asked.number("turn"),
        asked.number("version"),
        asked.text("text"),
        by,
        pictures=asked.pictures(),
        note=asked.text("note", ""),
        client_key=asked.client_key,
    )


def attribute(sitting: Sitting, asked: Asked, by: AbstractBaseUser) -> None:
    acts.attribute(
        sitting,
        asked.number("turn"),
        asked.number("version"),
        asked.speaker(sitting),
        by,
        client_key=asked.client_key,
    )


def link(sitting: Sitting, asked: Asked, by: AbstractBaseUser) -> None:
    asks = asked.optional_question(sitting, "asks")
    answers = asked.optional_question(sitting, "answers")
    if asks and answers:
        unreadable("answers")
    acts.link(
        sitting, asked.number("turn"), by, asks=asks, answers=answers, client_key=asked.client_key
    )


def withdraw(sitting: Sitting, asked: Asked, by: AbstractBaseUser) -> None:
    turn, reason = asked.number("turn"), asked.text("reason", "")
    acts.withdraw(sitting, turn, by, reason=reason, client_key=asked.client_key)


def restore(sitting: Sitting, asked: Asked, by: AbstractBaseUser) -> None:
    acts.restore(sitting, asked.number("turn"), by, client_key=asked.client_key)


def move(sitting: Sitting, asked: Asked, by: AbstractBaseUser) -> None:
    turn, after = asked.number("turn"), asked.optional_number("after")
    acts.move(sitting, turn, after, by, client_key=asked.client_key)


def correct(sitting: Sitting, asked: Asked, by: AbstractBaseUser) -> None:
    turn, note = asked.number("turn"), asked.text("note")
    acts.mark_correction(sitting, turn, note, by, client_key=asked.client_key)


def set_time(sitting: Sitting, asked: Asked, by: AbstractBaseUser) -> None:
    turn, second = asked.number("turn"), asked.optional_number("second")
    acts.set_time(sitting, turn, second, by, client_key=asked.client_key)


def speaker(sitting: Sitting, asked: Asked, by: AbstractBaseUser) -> None:
    """Enter a speaker, or with a `number` correct one."""
    said = asked.changes(("name", "post", "role", "shortcut"))
    if said.get("role", Role.GUEST) not in Role.values:
        unreadable("role")
    number, key = asked.optional_number("number"), asked.client_key
    if number is None:
        name = asked.text("name")
        given = {field: value for field, value in said.items() if field != "name" and value}
        speakers.add_speaker(sitting, name, by, client_key=key, **given)
    else:
        speakers.rename_speaker(sitting, number, by, client_key=key, **said)


def step(sitting: Sitting, asked: Asked, by: AbstractBaseUser) -> None:
    to = asked.text("to")
    if to not in State.values:
        unreadable("to")
    move_to(sitting, to, by, reason=asked.text("reason", ""), client_key=asked.client_key)


def approve(sitting: Sitting, asked: Asked, by: AbstractBaseUser) -> None:
    moderating.approve(asked.question(sitting), by)


def promise(sitting: Sitting, asked: Asked, by: AbstractBaseUser) -> None:
    moderating.promise(asked.question(sitting), by)


def decline(sitting: Sitting, asked: Asked, by: AbstractBaseUser) -> None:
    reason = asked.text("reason")
    if reason not in Reason.values:
        unreadable("reason")
    moderating.decline(asked.question(sitting), reason, by)


def merge(sitting: Sitting, asked: Asked, by: AbstractBaseUser) -> None:
    moderating.merge(asked.question(sitting), asked.question(sitting, "into"), by)


ACTS: Mapping[str, Act] = {
    act.__name__: act
    for act in (
        say, put, edit, attribute, link, withdraw, restore, move, correct, set_time, speaker, step,
        approve, promise, decline, merge,
    )
}  # fmt: skip
