"""The load through the naive sender, with the same trouble and as many kills."""

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.faults import trouble
from benchmarks.faults.killing import Killer
from benchmarks.faults.load import Load, summary, title
from benchmarks.faults.verdict import Verdict, judge
from tests.installation import ROOT
from tests.sandbox_process import SandboxProcess


@dataclass(slots=True)
class NaiveRun:
    seconds: float
    calls: int
    kills: int
    verdict: Verdict


def run(sandbox: SandboxProcess, load: Load) -> NaiveRun:
    sandbox.reset()
    trouble.open_accounts(sandbox, load)
    with tempfile.TemporaryDirectory() as made:
        jobs, done = Path(made) / "jobs", Path(made) / "done"
        jobs.write_text("\n".join(_jobs(load)))
        command = [sys.executable, "-m", "benchmarks.faults.naive", sandbox.url, jobs, done]
        trouble.begin(sandbox, load)
        process = subprocess.Popen(command, cwd=ROOT)

        def restart(number: int) -> None:
            nonlocal process
            process.kill()
            process.wait()
            process = subprocess.Popen(command, cwd=ROOT)

        begun = time.monotonic()
        killer = Killer(load, restart)
        while process.poll() is None:
            killer.strike()
            time.sleep(0.1)
        seconds = time.monotonic() - begun
    trouble.end(sandbox)
    # What was submitted last is published in a moment.
    time.sleep(2)
    state = sandbox.state()
    return NaiveRun(seconds, sum(state["counters"].values()), killer.kills, judge(state, load))


def _jobs(load: Load) -> list[str]:
    accounts = [{"app_id": app_id} for app_id in load.app_ids]
    accounts += [{"uid": uid} for uid in load.uids]
    return [
        json.dumps(
            {
                "id": f"{page}:{number}",
                "account": account,
                "title": title(page),
                "summary": summary(page),
                "url": f"http://localhost/news/a{page}/",
            }
        )
        for page in range(load.pages)
        for number, account in enumerate(accounts)
    ]
