"""A town whose pages are all public, made once for all that only read it."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import TestCase

from interviews.models import InterviewPage
from tests.doors.town import Town, full_town
from tests.pagecache.conftest import keeping  # noqa: F401


def committed(act: Callable, *arguments, **named):
    """Do something, and all that follows when it is committed."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return act(*arguments, **named)


@pytest.fixture
def town(db, settings) -> Town:
    """A page of every type, an interview that is under way, and a page that was withdrawn."""
    settings.SEARCH_LOOKS_AT_ONCE = True
    cache.clear()
    town = committed(full_town)
    for thing in town.things:
        committed(town.publish, thing)
    interview = next(thing for thing in town.things if thing.model is InterviewPage)
    committed(town.go_live, interview)
    committed(town.say, interview)
    committed(town.ask, interview, approve=True)
    return town
