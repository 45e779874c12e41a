"""What was done with a question, when and by whom."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from interviews.ledger.kinds import Act
from interviews.models import Question, Ruling


def write(
    question: Question,
    act: Act,
    by: AbstractBaseUser | None,
    detail: Mapping[str, Any],
    at: datetime | None = None,
) -> Ruling:
    name = (by.get_full_name() or by.get_username())[:150] if by else ""
    return Ruling.objects.create(
        question=question, act=act, by=by, by_name=name, detail=dict(detail),
        at=at or timezone.now(),
    )  # fmt: skip
