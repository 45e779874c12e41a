"""What a browser asked for: one JSON object, read field by field, and nothing believed."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NoReturn

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from interviews.models import Question, Sitting, Speaker
from interviews.record.projection import Picture
from interviews.record.words import MOST_PICTURES
from interviews.refusals import Refused

LARGEST = 2**31 - 1
KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
# Turns typed without a connection are dated back by as much as they waited, at most so long.
LONGEST_WAIT = timedelta(days=2)


class Asked:
    """The fields of one request. Every reader raises Refused where a field is not what it says."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self.fields = fields

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        try:
            fields = json.loads(request.body)
        except RequestDataTooBig:
            raise Refused(_("That is too much to be sent at once."), code="too_big") from None
        except (ValueError, RecursionError):
            unreadable()
        if not isinstance(fields, dict):
            unreadable()
        return cls(fields)

    def text(self, name: str, default: str | None = None) -> str:
        value = self.fields.get(name, default)
        if not isinstance(value, str):
            unreadable(name)
        return value

    def number(self, name: str) -> int:
        """Return a whole number from 0."""
        value = self.optional_number(name)
        if value is None:
            unreadable(name)
        return value

    def optional_number(self, name: str) -> int | None:
        value = self.fields.get(name)
        return None if value is None else _whole(value, name)

    def changes(self, names: Sequence[str]) -> dict[str, Any]:
        """Return those of some text fields that were sent."""
        return {name: self.text(name) for name in names if name in self.fields}

    @property
    def client_key(self) -> str:
        key = self.text("client_key")
        if not KEY.fullmatch(key):
            unreadable("client_key")
        return key

    @property
    def said_at(self) -> datetime | None:
        """When something was typed, by how many seconds it waited: clocks of tablets are wrong."""
        waited = timedelta(seconds=self.optional_number("waited") or 0)
        return timezone.now() - min(waited, LONGEST_WAIT) if waited else None

    def speaker(self, sitting: Sitting, name: str = "speaker") -> Speaker:
        speaker = Speaker.objects.filter(sitting=sitting, number=self.number(name)).first()
        if speaker is None:
            raise Refused(_("This speaker does not belong to the interview."), code="no_speaker")
        return speaker

    def question(self, sitting: Sitting, name: str = "question") -> Question:
        number = self.number(name)
        question = Question.objects.filter(sitting=sitting, number=number).first()
        if question is None:
            raise Refused(
                _("There is no question %(number)d in this interview.") % {"number": number},
                code="no_question",
            )
        return question

    def optional_question(self, sitting: Sitting, name: str) -> Question | None:
        return None if self.fields.get(name) is None else self.question(sitting, name)

    def pictures(self) -> list[Picture] | None:
        """Return the pictures of a turn, each with a description; None if none are spoken of."""
        if "pictures" not in self.fields:
            return None
        listed = self.fields["pictures"]
        if not isinstance(listed, list):
            unreadable("pictures")
        if len(listed) > MOST_PICTURES:
            raise Refused(
                _("At most %(most)d pictures fit into one turn.") % {"most": MOST_PICTURES},
                code="too_many_pictures",
            )
        return [self._picture(each) for each in listed]

    @staticmethod
    def _picture(each: Any) -> Picture:
        if not isinstance(each, dict) or not isinstance(each.get("alt"), str):
            unreadable("pictures")
        if not each["alt"].strip():
            raise Refused(
                _("Say what each picture shows: readers who cannot see it hear this."),
                code="no_alt",
            )
        return Picture(_whole(each.get("image"), "pictures"), each["alt"])


def whole_in(text: str) -> int | None:
    """Return the whole number that some digits of an address or a form are, None for all else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def unreadable(name: str = "") -> NoReturn:
    """Refuse what no console of ours sends."""
    told = _("The portal does not understand this request.")
    raise Refused(f"{told} ({name})" if name else told, code="unreadable")


def _whole(value: Any, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST:
        unreadable(name)
    return value
