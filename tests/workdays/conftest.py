import pytest

from tests.workdays.notices import arrangement
from workdays.calendar import Calendar, calendar_of
from workdays.loading import shipped


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    """The calendar of the notices that come with the portal."""
    return calendar_of(map(arrangement, shipped()))
