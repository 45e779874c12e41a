"""Tests side by side: each on its own, but those that share an installation in one lane.

In the order of collection, because tests that commit leave a database without what migrations put
there, and are collected last. (`--dist loadgroup` does this too, but not with this pytest.)
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

# Their installation takes as long to make as they take to run.
SHARING = frozenset(
    {"tests/faults/test_killed_worker.py", "tests/syndication/test_callback_rush.py"}
)
# Browsers side by side would be slower than one after the other.
BROWSER = "tests/e2e/"


class Lanes(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        path, _, _ = nodeid.partition("::")
        if path.startswith(BROWSER):
            return BROWSER
        return path if path in SHARING else nodeid


@pytest.hookimpl
def pytest_xdist_make_scheduler(config: pytest.Config, log) -> Lanes:
    return Lanes(config, log)
