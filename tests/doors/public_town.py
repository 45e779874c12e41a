"""A town of which everything is public, for whoever only reads it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.cache import cache
from django.test import TestCase

from interviews.models import InterviewPage
from tests.doors.town import Thing, Town, full_town


def committed(act: Callable, *arguments: Any, **named: Any) -> Any:
    """Do something, and all that follows when it is committed."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return act(*arguments, **named)


def public_town(settings: Any) -> Town:
    """Return a town with a published page of every type."""
    settings.SEARCH_LOOKS_AT_ONCE = True
    cache.clear()
    town = committed(full_town)
    publish(town, town.things)
    return town


def publish(town: Town, things: Iterable[Thing]) -> None:
    for thing in things:
        committed(town.publish, thing)


def begin_interview(town: Town) -> None:
    """Have the town's interview be on the air, with a turn and a question that everybody sees."""
    interview = next(thing for thing in town.things if thing.model is InterviewPage)
    committed(town.go_live, interview)
    committed(town.say, interview)
    committed(town.ask, interview, approve=True)
