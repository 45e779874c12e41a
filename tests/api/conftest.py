import pytest
from django.core.cache import cache

from tests.api.described import Program


@pytest.fixture
def program(db) -> Program:
    cache.clear()
    return Program()
