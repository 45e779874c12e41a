"""What has changed since a browser last looked, as plain data."""

import hashlib
import json
from collections.abc import Collection, Sequence
from itertools import zip_longest
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Exists, F, OuterRef, Prefetch
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model

from interviews.access import CONDUCT, MODERATE, REVIEW, may
from interviews.ledger.counting import counts_of, left_if_ended_now
from interviews.ledger.kinds import Outcome
from interviews.models import Entry, Question, Sitting, Speaker, Turn, TurnPicture
from interviews.moving import permission_for
from interviews.record.allowing import allow_turns
from interviews.record.kinds import Kind, Part
from interviews.refusals import NotAllowed, Refused
from interviews.states import State, ways_from

THUMBNAIL = "max-480x360"
# So many questions stand beside the record; the queue of all is the moderators' screen.
MOST_QUESTIONS = 60
ORDERING = {Kind.SAID, Kind.MOVED}
VERSIONED = {Kind.EDITED, Kind.ATTRIBUTED}


def rights_of(user: AbstractBaseUser, sitting: Sitting) -> dict[str, bool]:
    """Say what somebody may do with an interview."""
    rights = {"conduct": CONDUCT, "moderate": MODERATE, "review": REVIEW}
    told = {name: may(user, permission, sitting) for name, permission in rights.items()}
    return {**told, "record": _may_record(user, sitting)}


def news(
    sitting: Sitting, after: int, rights: dict[str, bool], ledger_known: str = ""
) -> dict[str, Any]:
    """Return what a browser that knows the record up to entry `after` lacks.

    Turns come as they stand now, perhaps a moment newer than `last`: applied again, they are the
    same. Where nothing changed the number of queries is small and always the same.
    """
    again = after > sitting.last_entry
    if again:
        # The record was put back to an older backup: the browser begins anew.
        after = 0
    rows = list(
        Entry.objects.filter(sitting=sitting, number__gt=after)
        .order_by("number")
        .values_list("number", "kind", "turn_number", "client_key")
    )
    told: dict[str, Any] = {
        "again": again,
        "last": rows[-1][0] if rows else after,
        "sent": [key for *_, key in rows if key],
        "versions": _versions(rows),
        "state": _state(sitting, rights),
    }
    kinds = {kind for _number, kind, *_ in rows}
    if changed := {turn for *_, turn, _key in rows if turn}:
        told["turns"] = turns_told(sitting, None if after == 0 else changed)
    if kinds & ORDERING:
        told["order"] = list(
            Turn.objects.filter(sitting=sitting)
            .order_by("position")
            .values_list("number", flat=True)
        )
    if Kind.SPEAKER in kinds:
        told["speakers"] = [speaker_told(each) for each in sitting.speakers.all()]
    ledger = _ledger(sitting)
    if ledger["mark"] != ledger_known:
        told["ledger"] = ledger
    return told


def turns_told(sitting: Sitting, numbers: Collection[int] | None = None) -> list[dict[str, Any]]:
    """Return some turns, or all, as they stand now. Constant queries."""
    images = get_image_model().objects.prefetch_renditions(THUMBNAIL)
    pictures = TurnPicture.objects.prefetch_related(Prefetch("image", queryset=images))
    turns = Turn.objects.filter(sitting=sitting).select_related("speaker", "question")
    if numbers is not None:
        turns = turns.filter(number__in=numbers)
    turns = turns.prefetch_related(Prefetch("pictures", queryset=pictures)).order_by("position")
    return [_turn(turn) for turn in turns]


def speaker_told(speaker: Speaker) -> dict[str, Any]:
    return {
        "number": speaker.number,
        "name": speaker.name,
        "post": speaker.post,
        "role": speaker.role,
        "role_label": speaker.get_role_display(),
        "shortcut": speaker.shortcut,
    }


def picture_told(image: Any, alt: str = "") -> dict[str, Any]:
    rendition = image.get_rendition(THUMBNAIL)
    return {
        "image": image.pk, "alt": alt, "url": rendition.url,
        "width": rendition.width, "height": rendition.height,
    }  # fmt: skip


def _may_record(user: AbstractBaseUser, sitting: Sitting) -> bool:
    try:
        allow_turns(sitting, user)
    except (Refused, NotAllowed):
        return False
    return True


def _versions(rows: Sequence[tuple[int, str, int | None, str]]) -> dict[str, int]:
    """Return by their keys which versions turns got by changes that name the version they change.

    The note on an edit is an entry of its own, without a key, right behind it.
    """
    versions = {}
    for row, after in zip_longest(rows, rows[1:]):
        number, kind, turn, key = row
        if key and kind in VERSIONED:
            is_note = after is not None and after[1:] == (Kind.CORRECTED, turn, "")
            versions[key] = number + 1 if kind == Kind.EDITED and is_note else number
    return versions


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "number": turn.number,
        "version": turn.version,
        "speaker": turn.speaker.number,
        "text": turn.text,
        "pictures": [picture_told(each.image, each.alt) for each in turn.pictures.all()],
        "time": timezone.localtime(turn.said_at).strftime("%H:%M"),
        "second": turn.second,
        "part": turn.part,
        "question": turn.question.number if turn.question else None,
        "withdrawn": turn.is_withdrawn,
        "correction": turn.correction,
        "history": reverse("interview_console:history", args=[turn.sitting_id, turn.number]),
    }


def _state(sitting: Sitting, rights: dict[str, bool]) -> dict[str, Any]:
    stands = sitting.stands
    steps = [
        {"to": State(to).value, "label": str(label), "needs": permission_for(stands, State(to))}
        for to, label in ways_from(stands).items()
    ]
    allowed = {CONDUCT: rights["conduct"], REVIEW: rights["review"]}
    return {
        "value": stands.value,
        "label": str(stands.label),
        "steps": [
            {"to": step["to"], "label": step["label"]} for step in steps if allowed[step["needs"]]
        ],
    }


def _ledger(sitting: Sitting) -> dict[str, Any]:
    """Return the questions that would be left, and those promised, which may be put still.

    First those that moderators put on the host's screen, in their order.
    """
    counts = counts_of(sitting)
    putting = Turn.objects.filter(question=OuterRef("pk"), part=Part.ASKS, is_withdrawn=False)
    put = {"was_put": Exists(putting)}
    handed = F("for_host").asc(nulls_last=True)
    left = left_if_ended_now(sitting).annotate(**put).order_by(handed, "-votes", "number")
    promised = Question.objects.filter(sitting=sitting, outcome=Outcome.PROMISED).annotate(**put)
    told = {
        "submitted": counts.submitted,
        "blank": counts.blank,
        "answered": counts.answered,
        "left": [_question(each) for each in left[:MOST_QUESTIONS]],
        "promised": [
            _question(each)
            for each in promised.order_by(handed, "-votes", "number")[:MOST_QUESTIONS]
        ],
    }
    # Not a secret, and no promise: it only spares sending the same list every second.
    mark = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]
    return {**told, "mark": mark}


def _question(question: Question) -> dict[str, Any]:
    return {
        "number": question.number,
        "text": question.shown_text,
        "nickname": question.nickname,
        "votes": question.votes,
        "approved": question.is_approved,
        "put": question.was_put,
        "handed": question.is_approved and question.for_host is not None,
        "promised": question.promised_on.isoformat() if question.promised_on else "",
    }
