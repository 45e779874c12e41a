import pytest
from django.core.cache import cache
from django.test import Client

from tests.interviews.questions.citizen import Citizen
from tests.interviews.questions.people import member


@pytest.fixture(autouse=True)
def nothing_counted():
    """What earlier tests sent is not counted."""
    cache.clear()


@pytest.fixture
def citizen(live) -> Citizen:
    return Citizen(live.page)


@pytest.fixture
def moderator(index):
    return member("moderate", of=index)


@pytest.fixture
def desk(moderator) -> Client:
    client = Client()
    client.force_login(moderator)
    return client
