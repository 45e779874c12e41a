"""Rows about what happened, with the names of people as they are now."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from contributions.models import Contribution, Event, What


def name_of(user: AbstractBaseUser | None) -> str:
    """Return how somebody is called in the record; of nobody, nothing."""
    return str(user.get_full_name() or user.get_username())[:150] if user else ""


def note(
    contribution: Contribution, what: What, by: AbstractBaseUser | None = None, words: Any = ""
) -> None:
    Event.objects.create(
        contribution=contribution, what=what, words=str(words)[:400], by=by, by_name=name_of(by)
    )
