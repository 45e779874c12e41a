"""The fault run of `make faults`, as small as it can be and still go wrong in every way."""

import pytest

from benchmarks.faults import engine
from benchmarks.faults.load import Load
from tests.sandbox_process import SandboxProcess

pytestmark = [pytest.mark.faults, pytest.mark.long]

LOAD = Load(sends=60, kill_every=6.0, seed=3)


def test_under_constant_trouble_nothing_is_lost_and_nothing_there_twice(sandbox: SandboxProcess):
    outcome = engine.run(sandbox, LOAD)

    assert (outcome.lost, outcome.duplicates, outcome.final.lost) == (0, 0, set())
    assert outcome.final.delivered == LOAD.pages * LOAD.accounts
    assert outcome.books["open_attempts"] == 0
    # It was no fair weather.
    assert outcome.kills > 0
    assert sum(outcome.struck.values()) > 0.1 * outcome.calls
    assert outcome.books["unknown"] > 3
