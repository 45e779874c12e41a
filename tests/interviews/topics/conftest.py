from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone


@pytest.fixture(autouse=True)
def nothing_counted():
    """What earlier tests sent is not counted."""
    cache.clear()


@pytest.fixture
def later():
    """Put the clock forward by so many hours."""
    with time_machine.travel(timezone.now()) as clock:
        yield lambda hours: clock.shift(timedelta(hours=hours))
