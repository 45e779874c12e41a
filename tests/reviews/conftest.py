import pytest

from tests.reviews.desk import Newsroom


@pytest.fixture
def newsroom(column) -> Newsroom:
    return Newsroom(column)
