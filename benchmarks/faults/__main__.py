"""`python -m benchmarks.faults`: prints what became of every send; fails if one is lost or twice.

A send is one page at one account. The naive sender has the same load, trouble and kills, at the
same time and at a sandbox of its own.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

from benchmarks.faults import engine, naive_run
from benchmarks.faults.engine import EngineRun
from benchmarks.faults.load import Load
from benchmarks.faults.naive_run import NaiveRun
from tests.sandbox_process import SandboxProcess


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    for field in fields(Load):
        option = f"--{field.name.replace('_', '-')}"
        parser.add_argument(option, type=type(field.default), default=field.default)
    parser.add_argument("--without-naive", action="store_true")
    options = vars(parser.parse_args())
    without_naive = options.pop("without_naive")
    load = Load(**options)
    with ThreadPoolExecutor() as pool, _sandbox() as sandbox, _sandbox() as other:
        naive = None if without_naive else pool.submit(naive_run.run, other, load)
        outcome = engine.run(sandbox, load)
        _print_engine(load, outcome)
        if naive:
            _print_naive(naive.result())
    return int(bool(outcome.lost or outcome.duplicates or outcome.final.lost))


@contextmanager
def _sandbox() -> Iterator[SandboxProcess]:
    with tempfile.TemporaryDirectory() as folder, SandboxProcess(Path(folder)) as sandbox:
        yield sandbox


def _print_engine(load: Load, outcome: EngineRun) -> None:
    struck = {kind: times for kind, times in sorted(outcome.struck.items()) if times}
    pushes = sum(struck.get(kind, 0) for kind in ("lost", "doubled"))
    disturbed = sum(struck.values()) - pushes
    books = outcome.books
    not_there = len(outcome.verdict.lost)
    _row("sends", load.pages * load.accounts)
    _row("accounts", f"{load.wechat} WeChat, {load.weibo} Weibo")
    _row("calls", f"{outcome.calls}, {disturbed} disturbed ({disturbed / outcome.calls:.1%})")
    _row("", ", ".join(f"{kind} {times}" for kind, times in struck.items()))
    _row("workers killed", outcome.kills)
    _row("tokens renewed by hand", outcome.renewed)
    _row("outcomes unknown", f"{books['unknown']}, {books['interrupted']} of them by a kill")
    _row("looks", f"found {books['found']}, not there {books['missing']}")
    _row("left to a person", f"{books['tasks']}, {not_there} of them not on the platform")
    _row("time", f"{outcome.seconds:.0f} s, {load.sends / outcome.seconds:.1f} sends/s")
    _row("duplicates", outcome.duplicates)
    _row("lost", outcome.lost)
    _row("not there in the end", len(outcome.final.lost))


def _print_naive(outcome: NaiveRun) -> None:
    _row("", "")
    _row("naive retries", f"{outcome.calls} calls, {outcome.kills} kills")
    _row("time", f"{outcome.seconds:.0f} s")
    _row("duplicates", outcome.verdict.duplicates)
    _row("lost", len(outcome.verdict.lost))


def _row(name: str, value: object) -> None:
    print(f"{name:24}{value}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
