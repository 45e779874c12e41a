"""`make bench`, as small as it can be: it prints both paces and their ratio."""

import os
import subprocess
import sys

import pytest

from tests.installation import ROOT

pytestmark = [pytest.mark.faults, pytest.mark.long]

SERVERS = {"DATABASE_URL", "CACHE_URL", "CELERY_BROKER_URL"}
SMALL = ["--single", "1", "--load", "1", "--rounds", "1", "--pictures", "1"]


def test_the_benchmark_prints_both_paces_and_their_ratio():
    # It measures an installation without servers, whatever the tests run on.
    embedded = {name: value for name, value in os.environ.items() if name not in SERVERS}
    command = [sys.executable, "-m", "benchmarks.delivery", *SMALL]

    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**embedded, "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"},
        capture_output=True,
        text=True,
        timeout=300,
    )

    assert done.returncode == 0, done.stderr
    assert "2 deliveries at once" in done.stdout
    assert "Ratio: " in done.stdout
