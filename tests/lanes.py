"""Tests side by side: each on its own, but those that share an installation in one lane.

In the order that conftest gives them, because tests that commit leave a database without what
migrations put there. (`--dist loadgroup` does this too, but not with this pytest.)
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

# Their installation takes as long to make as they take to run.
SHARING = frozenset(
    {"tests/faults/test_killed_worker.py", "tests/syndication/test_callback_rush.py"}
)
# All browser tests in one lane would be what everybody waits for in the end; in more than two,
# they would wait for each other.
BROWSER, CONSOLE = "tests/e2e/", "tests/e2e/test_console"


class Lanes(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        path, _, _ = nodeid.partition("::")
        for shared in (CONSOLE, BROWSER):
            if path.startswith(shared):
                return shared
        return path if path in SHARING else nodeid


@pytest.hookimpl
def pytest_xdist_make_scheduler(config: pytest.Config, log) -> Lanes:
    return Lanes(config, log)
