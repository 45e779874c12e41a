"""Who speaks: entered once, corrected once."""

from functools import partial
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from interviews import renditions
from interviews.models import Entry, Sitting, Speaker
from interviews.record.allowing import allow_speakers
from interviews.record.kinds import Kind
from interviews.record.words import tidied
from interviews.record.writing import append, sent_before
from interviews.refusals import Refused
from interviews.roles import Role
from interviews.sittings import locked

KEYS = "123456789qwertyuiop"

User = AbstractBaseUser | None


def add_speaker(
    sitting: Sitting,
    name: str,
    by: User,
    *,
    post: str = "",
    role: Role | str = Role.GUEST,
    photo: int | None = None,
    shortcut: str | None = None,
    client_key: str = "",
) -> Speaker:
    """Enter a speaker and return the row; without a `shortcut` the next free key is taken."""
    sent = {"name": tidied(name), "post": tidied(post), "role": Role(role), "photo": photo}
    with locked(sitting) as held:
        before = sent_before(held, client_key, Kind.SPEAKER, None, sent)
        if before is None:
            allow_speakers(held, by)
            if shortcut is None:
                shortcut = next((key for key in KEYS if key not in _taken(held)), "")
            data = {"number": held.last_speaker + 1, **sent, "shortcut": shortcut}
            before = _write(held, data, by, client_key)
        return Speaker.objects.get(sitting=held, number=before.data["number"])


def rename_speaker(
    sitting: Sitting, number: int, by: User, *, client_key: str = "", **changes: Any
) -> Entry:
    """Correct what is said of a speaker: `name`, `post`, `role`, `photo` (key), `shortcut`.

    Every turn of the speaker has it right from then on.
    """
    changes |= {name: tidied(changes[name]) for name in ("name", "post") if name in changes}
    with locked(sitting) as held:
        # What was not sent may be another by now.
        sent = {"number": number, **changes}
        if before := sent_before(held, client_key, Kind.SPEAKER, None, sent):
            return before
        allow_speakers(held, by)
        speaker = Speaker.objects.filter(sitting=held, number=number).first()
        if speaker is None:
            raise Refused(_("This speaker does not belong to the interview."), code="no_speaker")
        data = {**_said(speaker), **changes}
        if data == _said(speaker):
            raise Refused(_("Nothing was changed."), code="same")
        return _write(held, data, by, client_key)


def seat(sitting: Sitting, by: User) -> list[Speaker]:
    """Enter everybody announced on the page who has not been entered yet; return the new ones."""
    new = []
    with locked(sitting) as held:
        known = {(each.name, each.post, each.role) for each in held.speakers.all()}
        for person in held.page.participants.all():
            if (person.name, person.post, person.role) not in known:
                known.add((person.name, person.post, person.role))
                new.append(
                    add_speaker(
                        held, person.name, by,
                        post=person.post, role=person.role, photo=person.photo_id,
                    )
                )  # fmt: skip
    return new


def _said(speaker: Speaker) -> dict[str, Any]:
    return {
        "number": speaker.number,
        "name": speaker.name,
        "post": speaker.post,
        "role": Role(speaker.role),
        "photo": speaker.photo_id,
        "shortcut": speaker.shortcut,
    }


def _taken(sitting: Sitting) -> set[str]:
    return set(sitting.speakers.values_list("shortcut", flat=True))


def _write(sitting: Sitting, data: dict[str, Any], by: User, client_key: str) -> Entry:
    row = Speaker(sitting=sitting, **{**data, "photo": None})
    try:
        row.clean_fields(exclude=["sitting", "photo"])
    except ValidationError as error:
        raise Refused(_told(error)) from error
    photo = get_image_model().objects.filter(pk=data["photo"]).first()
    if data["photo"] and photo is None:
        raise Refused(_("A picture is not in the library any more."), code="no_picture")
    others = sitting.speakers.exclude(number=data["number"])
    if data["shortcut"] and others.filter(shortcut=data["shortcut"]).exists():
        raise Refused(_("Another speaker has this key."), code="key_taken")
    if photo:
        # After the lock: nobody who records waits for it, and a broken file stops no interview.
        making = partial(renditions.make, photo, renditions.BESIDE_A_NAME)
        transaction.on_commit(making, robust=True)
    return append(sitting, Kind.SPEAKER, data, by, client_key=client_key)


def _told(error: ValidationError) -> list[str]:
    """Return what stands against some fields, each with its name."""
    return [
        f"{Speaker._meta.get_field(name).verbose_name}{_(': ')}{''.join(messages)}"
        for name, messages in error.message_dict.items()
    ]
