import pytest
from django.core.cache import cache

from tests.interviews.questions.citizen import Citizen


@pytest.fixture(autouse=True)
def nothing_counted():
    """What earlier tests sent is not counted."""
    cache.clear()


@pytest.fixture
def citizen(live) -> Citizen:
    return Citizen(live.page)
