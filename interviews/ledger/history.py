"""What was done with a question, when and by whom."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from interviews.hints import say_changed
from interviews.ledger.kinds import Act
from interviews.models import Question, Ruling

# Acts that change nothing that the public sees of questions.
UNSEEN = frozenset({Act.RECEIVED, Act.HANDED, Act.TAKEN})

_batch: ContextVar[str] = ContextVar("batch of rulings", default="")


@contextmanager
def one_batch() -> Iterator[str]:
    """Give everything that is written within the same batch; yield its name."""
    name = uuid.uuid4().hex
    token = _batch.set(name)
    try:
        yield name
    finally:
        _batch.reset(token)


def write(
    question: Question,
    act: Act,
    by: AbstractBaseUser | None,
    detail: Mapping[str, Any],
    at: datetime | None = None,
) -> Ruling:
    ruling = ruling_on(question, act, by, detail, at)
    ruling.save()
    if act not in UNSEEN:
        say_changed(question.sitting)
    return ruling


def ruling_on(
    question: Question,
    act: Act,
    by: AbstractBaseUser | None,
    detail: Mapping[str, Any],
    at: datetime | None = None,
) -> Ruling:
    """Return a ruling that is not saved yet."""
    name = (by.get_full_name() or by.get_username())[:150] if by else ""
    return Ruling(
        question=question, act=act, by=by, by_name=name, detail=dict(detail),
        at=at or timezone.now(), batch=_batch.get(),
    )  # fmt: skip
