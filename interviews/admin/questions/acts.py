"""What one click in the queue does: to one question, to a selection, to a group.

One that is refused stops no other; what was done with one click is undone with one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from interviews.ledger import handing, moderating
from interviews.ledger.history import one_batch
from interviews.ledger.kinds import Reason
from interviews.models import Question, Sitting
from interviews.refusals import Refused

MOST_AT_ONCE = 500


@dataclass(slots=True)
class Done:
    """How many questions were acted upon, and why others were not."""

    batch: str = ""
    number: int = 0
    refused: list[str] = field(default_factory=list)


Values = Mapping[str, str]
Do = Callable[[Question, AbstractBaseUser, Values], Any]


def _decline(question: Question, by: AbstractBaseUser, values: Values) -> None:
    reason = values.get("reason", "")
    if reason not in Reason.values:
        raise Refused(_("Choose a reason first."), code="no_reason")
    moderating.decline(question, reason, by, note=values.get("note", ""))


def _promise(question: Question, by: AbstractBaseUser, values: Values) -> None:
    # A promise in public is one about a question in public.
    moderating.approve(question, by)
    moderating.promise(question, by)


def _hand(question: Question, by: AbstractBaseUser, values: Values) -> None:
    moderating.approve(question, by)
    handing.hand(question, by)


def _merge_into(question: Question, by: AbstractBaseUser, values: Values) -> None:
    typed = values.get("into", "").strip().lstrip("#")
    into = None
    if typed.isdecimal() and len(typed) < 10:
        into = Question.objects.filter(sitting=question.sitting, number=int(typed)).first()
    if into is None:
        raise Refused(_("There is no question with this number."), code="no_such_number")
    moderating.merge(question, into, by)


def _merge_group(question: Question, by: AbstractBaseUser, values: Values) -> int:
    return moderating.merge_group(question, by)


ACTS: Mapping[str, Do] = {
    "approve": lambda question, by, _values: moderating.approve(question, by),
    "decline": _decline,
    "promise": _promise,
    "hand": _hand,
    "take": lambda question, by, _values: handing.take(question, by),
    "merge_group": _merge_group,
    "merge_into": _merge_into,
    "reopen": lambda question, by, _values: moderating.reopen(question, by),
    "reword": lambda question, by, values: moderating.reword(
        question, values.get("shown_text", ""), by
    ),
}


def act(
    sitting: Sitting, name: str, numbers: Iterable[int], by: AbstractBaseUser, values: Values
) -> Done:
    """Do one thing to questions of a sitting. Raises NotAllowed, and KeyError for no such act."""
    do = ACTS[name]
    chosen = list(
        Question.objects.filter(sitting=sitting, number__in=list(numbers)[:MOST_AT_ONCE])
        .select_related("sitting__page")
        .order_by("number")
    )
    with one_batch() as batch:
        done = Done(batch)
        for question in chosen:
            question.sitting = sitting
            try:
                # What is half done by a refusal is undone.
                with transaction.atomic():
                    merged = do(question, by, values)
            except Refused as refusal:
                done.refused.append(refusal.reasons)
            else:
                done.number += 1 + (merged if name == "merge_group" else 0)
    return done
