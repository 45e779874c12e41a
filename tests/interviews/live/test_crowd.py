"""`make bench-live`, small: readers over real sockets, half of them with a bad line."""

import pytest

from benchmarks import live

pytestmark = pytest.mark.long

SMALL = ["--readers=30", "--seconds=3", "--every=0.3", "--dropping=0.5"]


# Redis is for processes that have to tell each other.
@pytest.mark.parametrize("processes", [1, pytest.param(2, marks=pytest.mark.servers)])
def test_every_reader_ends_with_what_the_archive_shows(processes, capsys):
    live.main([*SMALL, f"--processes={processes}", "--baseline=0"])

    printed = capsys.readouterr().out
    assert "readers that do not hold what the archive shows: 0" in printed
    assert "from send to reader" in printed
