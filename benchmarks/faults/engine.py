"""The load through the portal: real processes, killed at random."""

import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from benchmarks.faults import trouble
from benchmarks.faults.killing import Killer
from benchmarks.faults.load import Load, title
from benchmarks.faults.verdict import Verdict, judge
from tests.installation import Installation
from tests.sandbox_process import SandboxProcess

TIMING = {
    "lease": 10,
    "connect": 1,
    "read": 3,
    "looks": [0.5, 1, 2],
    "asks": [1, 3, 8],
    "asks_if_called_back": [3, 8, 20],
    "backoff": [0.5, 2, 5],
    "sweep": 2,
    "turn": 10,
    "publish_due": 3600,
}
# Nothing has become live for so long: something is stuck.
PATIENCE = 180.0


class Stuck(Exception):
    """The queue does not drain; the text says what is left."""


@dataclass(slots=True)
class EngineRun:
    """What came of the load; `books` are the engine's own."""

    seconds: float = 0
    calls: int = 0
    kills: int = 0
    renewed: int = 0
    struck: dict[str, int] = field(default_factory=dict)
    books: dict[str, Any] = field(default_factory=dict)
    verdict: Verdict | None = None
    # After the people had answered their tasks.
    final: Verdict | None = None

    @property
    def lost(self) -> int:
        """Sends that are neither on the platform nor shown to anybody."""
        shown = {tuple(row) for row in self.books["shown"]}
        return sum((key, title(page)) not in shown for key, page in self.verdict.lost)

    @property
    def duplicates(self) -> int:
        return self.final.duplicates


def run(sandbox: SandboxProcess, load: Load, folder: Path | None = None) -> EngineRun:
    """Send the load through an installation of its own. Raises Stuck."""
    sandbox.reset()
    trouble.open_accounts(sandbox, load)
    with (
        tempfile.TemporaryDirectory() as made,
        Installation(
            folder or Path(made) / "data",
            sandbox.url,
            SYNDICATION_TIMING=json.dumps(TIMING),
            SYNDICATION_ASKS_PUBLIC="0",
        ) as installation,
    ):
        installation.migrate()
        return _run(installation, sandbox, load)


def _run(installation: Installation, sandbox: SandboxProcess, load: Load) -> EngineRun:
    people = "from benchmarks.faults import people\nfrom benchmarks.faults.load import Load\n"
    where = f"{sandbox.url!r}, {installation.url!r}, {installation.port}"
    installation.python(f"{people}people.prepare({load!r}, {where})")
    for name in ("portal", "scheduler", *_workers(load)):
        installation.start(name)
    outcome = EngineRun()

    def restart(number: int) -> None:
        installation.kill(_workers(load)[number])
        installation.start(_workers(load)[number])

    trouble.begin(sandbox, load)
    begun = time.monotonic()
    killer = Killer(load, restart)
    with installation.running(f"{people}people.work({load!r}, {sandbox.url!r})") as told:
        for state in _until_quiet(told, load):
            killer.strike()
            outcome.renewed = state["renewed"]
        outcome.seconds = time.monotonic() - begun
        outcome.kills = killer.kills
        outcome.struck = trouble.struck(sandbox)
        trouble.end(sandbox)
        outcome.books = json.loads(installation.python(f"{people}people.report()"))
        state = sandbox.state()
        outcome.calls = sum(state["counters"].values())
        outcome.verdict = outcome.final = judge(state, load)
        if outcome.books["tasks"]:
            not_there = [[key, title(page)] for key, page in outcome.verdict.lost]
            installation.python(f"{people}people.answer({not_there!r})")
            for _ in _until_quiet(told, load):
                pass
            outcome.final = judge(sandbox.state(), load)
    return outcome


def _workers(load: Load) -> list[str]:
    return [f"worker {number}" for number in range(1, load.workers + 1)]


def _until_quiet(told: IO[str], load: Load) -> Iterator[dict[str, Any]]:
    """Yield what the people's process tells until everything is sent or left to a person."""
    moved_at, last, quiet = time.monotonic(), None, 0
    for line in told:
        state = json.loads(line)
        yield state
        settled = (state["live"], state["with_people"], state["copies"])
        if settled != last:
            moved_at, last = time.monotonic(), settled
        is_quiet = (
            state["published"]
            and state["copies"] == load.pages * load.accounts
            and state["waiting"] == 0
        )
        quiet = quiet + 1 if is_quiet else 0
        if quiet == 2:
            return
        if time.monotonic() - moved_at > PATIENCE:
            raise Stuck(line)
    raise Stuck("the people's process has ended")
