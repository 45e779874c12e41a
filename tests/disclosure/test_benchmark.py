"""`make bench-disclosure`, as small as it can be: every figure is printed, and nothing is wrong."""

import pytest

from benchmarks import disclosure

SMALL = ["--items=40", "--listed=10", "--versions=3", "--rows=60", "--rounds=1", "--requests=1"]


@pytest.fixture
def printed(home, tmp_path, capsys) -> str:
    def here(work):
        return {**work(), "memory": 0.0}

    disclosure.measure(tmp_path, disclosure.chosen(SMALL), here)
    return capsys.readouterr().out


def test_the_benchmark_prints_its_figures_and_finds_nothing_wrong(printed):
    assert "Import of 40 powers" in printed
    assert "Ratio: " in printed
    assert "not what replaying the record gives: 0" in printed
    assert "Verification of 60 rows" in printed
    assert "0 problems" in printed
