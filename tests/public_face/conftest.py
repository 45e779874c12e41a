"""A town whose pages are all public."""

import pytest

from tests.doors.public_town import begin_interview, public_town
from tests.doors.town import Town
from tests.pagecache.conftest import keeping  # noqa: F401


@pytest.fixture
def town(db, settings) -> Town:
    """A page of every type, and an interview that is under way."""
    town = public_town(settings)
    begin_interview(town)
    return town
