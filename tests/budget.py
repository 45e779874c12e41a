"""`--budget SECONDS`: tests that have not begun by then are not run, and are counted as skipped.

For machines where something else ends the run anyhow, and with it all that it has found: what was
not asked is told by number, what was asked and failed fails.
"""

import time

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--budget", type=float, default=0.0, help="seconds; 0, the usual: no end")


def pytest_configure(config: pytest.Config) -> None:
    if seconds := config.getoption("--budget"):
        config.pluginmanager.register(Budget(seconds))


class Budget:
    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.ends = time.monotonic() + seconds

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        if time.monotonic() > self.ends:
            pytest.skip(f"NOT RUN: the {self.seconds:.0f} seconds that there are have been used up")
