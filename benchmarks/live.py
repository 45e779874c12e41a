"""How soon readers of a live interview have what was said, and what they cost the server.

    make bench-live
    python -m benchmarks.live --readers 2000 --seconds 60 --dropping 0.2

Starts an installation of its own and lets readers follow an interview on bare sockets while
another process records a turn every second, and now and then edits, withdraws or moves one. A
share of the readers breaks off and comes back at random. Afterwards every reader must hold
exactly what the archive shows, each entry once; if not, the benchmark fails. As a baseline fewer
readers of the same interview load its page again and again.
"""

import argparse
import asyncio
import json
import math
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import machine
from benchmarks.crowd import SENT, Crowd
from benchmarks.waits import within
from tests.installation import Installation

PREPARE = """
from tests.home.factories import make_portal
from tests.interviews.factories import InterviewIndexPageFactory, State, brought_to, interview
from wagtail.models import Site
page = interview(InterviewIndexPageFactory(parent=make_portal()), slug="live")
Site.objects.update(hostname="localhost", port={port})
brought_to(page.sitting, State.LIVE)
"""
# What a recorder does, from a process of its own, through the same door as the console.
RECORD = """
import random, time
from interviews.models import Sitting
from interviews.record import acts
sitting = Sitting.objects.get()
guest = sitting.speakers.last()
words = "我们今年计划改造老旧小区一百二十个，惠及居民四万余户，重点解决漏水、停车和加装电梯的问题。"
chance = random.Random(7)
begin = time.time()
for number in range({turns}):
    time.sleep(max(0, begin + number * {every} - time.time()))
    entry = acts.say(sitting, guest, f"{{words}}〔{{time.time():.6f}}〕", None)
    earlier = chance.choice(list(sitting.turns.filter(is_withdrawn=False)))
    if number % 4 == 3:
        acts.edit(sitting, earlier.number, earlier.version, words + f"（改{{number}}）", None)
    if number % 7 == 6:
        acts.withdraw(sitting, earlier.number, None)
    if number % 9 == 8:
        acts.move(sitting, earlier.number, chance.choice([0, 1, None]), None)
sitting.refresh_from_db()
print(sitting.last_entry, flush=True)
time.sleep(3600)
"""
ARCHIVE = """
import json
from django.template.loader import render_to_string
from interviews.models import Sitting
from interviews.public.transcript import shown_turns
turns = shown_turns(Sitting.objects.get())
print(json.dumps([[turn.number, render_to_string(
    "interviews/parts/turn.html", {"turn": turn, "shown": {"video": None}}).strip()]
    for turn in turns]))
"""
SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--readers", type=int, default=2000, help="readers at the same time")
    parser.add_argument("--seconds", type=int, default=60, help="how long the interview is")
    parser.add_argument("--every", type=float, default=1.0, help="seconds between two turns")
    parser.add_argument("--dropping", type=float, default=0.2, help="share that drops and returns")
    parser.add_argument("--processes", type=int, default=1, help="processes that serve")
    parser.add_argument("--baseline", type=int, default=60, help="readers that reload the page")
    parser.add_argument("--reload", type=float, default=3.0, help="seconds between two reloads")
    options = parser.parse_args(arguments)
    machine.announce()
    with tempfile.TemporaryDirectory() as folder:
        crowd = {
            "GUNICORN_CMD_ARGS": f"--workers {options.processes}",
            # All of them come from here.
            "INTERVIEWS_READERS_OF_ADDRESS": str(options.readers + 1000),
        }
        with _installation(Path(folder) / "portal", **crowd) as installation:
            asyncio.run(_streams(installation, options))
        if options.baseline:
            with _installation(Path(folder) / "again", **crowd) as installation:
                asyncio.run(_reloads(installation, options))


@contextmanager
def _installation(folder: Path, **environment: str) -> Iterator[Installation]:
    with Installation(folder, "http://localhost:1", **environment) as installation:
        kind = "PostgreSQL" if "DATABASE_URL" in installation.environment else "SQLite"
        redis = "CACHE_URL" in installation.environment
        print(f"\nOn {kind}, hints {'through Redis' if redis else 'within a process only'}:")
        installation.migrate()
        installation.python(PREPARE.format(port=installation.port))
        installation.start("portal")
        yield installation


async def _streams(installation: Installation, options: argparse.Namespace) -> None:
    path = "/interviews/live/stream/"
    crowd = Crowd("localhost", installation.port, path, options.readers, options.dropping)
    server = Server(installation)
    begin = time.perf_counter()
    crowd.start()
    await crowd.are_there()
    print(f"  {options.readers} readers are there after {time.perf_counter() - begin:.1f} s")
    idle = server.memory()
    used = server.cpu()
    begin = time.perf_counter()
    with installation.running(_record(options)) as told:
        last = int(await asyncio.to_thread(told.readline))
        seconds = time.perf_counter() - begin
        used = server.cpu() - used
        busy = server.memory()
        await crowd.have(last, 60)
        await crowd.end()
    waits = [wait for reader in crowd.readers for wait in reader.waits()]
    visits = sum(len(reader.visits) for reader in crowd.readers)
    _print_waits("from send to reader", waits)
    print(f"  server: {used / seconds:.2f} cores, {idle:.0f} MB idle, {busy:.0f} MB at the end")
    print(f"  {1000 * used / seconds / options.readers:.3f} thousandths of a core a reader")
    wrong = _compare(crowd, json.loads(installation.python(ARCHIVE)), last)
    print(f"  {visits} connections; readers that do not hold what the archive shows: {len(wrong)}")
    if wrong:
        sys.exit(f"Not what the archive shows: {wrong[:3]}")


def _compare(crowd: Crowd, archive: list[list[Any]], last: int) -> list[str]:
    wrong = []
    shown = [(number, html) for number, html in archive]
    for reader in crowd.readers:
        try:
            follower = reader.followed()
            assert follower.last == last, f"has entries up to {follower.last} of {last}"
            assert follower.shown == shown, "has other turns"
        except AssertionError as difference:
            wrong.append(str(difference))
    return wrong


async def _reloads(installation: Installation, options: argparse.Namespace) -> None:
    server = Server(installation)
    waits: list[float] = []
    over = asyncio.Event()

    async def reload(offset: float) -> None:
        seen: set[bytes] = set()
        begin = time.time()
        await asyncio.sleep(offset)
        while not over.is_set():
            page = await _page(installation.port)
            now = time.time()
            new = set(SENT.findall(page)) - seen
            waits.extend(now - float(sent) for sent in new if float(sent) > begin)
            seen |= new
            await asyncio.sleep(options.reload)

    seconds = min(options.seconds, 20)
    options = argparse.Namespace(**{**vars(options), "seconds": seconds})
    tasks = [
        asyncio.create_task(reload(number * options.reload / options.baseline))
        for number in range(options.baseline)
    ]
    used, begin = server.cpu(), time.perf_counter()
    with installation.running(_record(options)) as told:
        await asyncio.to_thread(told.readline)
        seconds = time.perf_counter() - begin
        used = server.cpu() - used
        await asyncio.sleep(options.reload)
        over.set()
        await asyncio.gather(*tasks)
    print(f"  baseline: {options.baseline} readers load the page every {options.reload} s")
    _print_waits("from send to reader", waits)
    print(f"  server: {used / seconds:.2f} cores, {server.memory():.0f} MB")
    print(f"  {1000 * used / seconds / options.baseline:.3f} thousandths of a core a reader")


async def _page(port: int) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /interviews/live/ HTTP/1.0\r\nHost: localhost:{port}\r\n\r\n".encode())
    page = await reader.read()
    writer.close()
    if page[9:12] != b"200":
        sys.exit(f"The page does not answer: {page[:200]!r}")
    return page


def _record(options: argparse.Namespace) -> str:
    turns = math.ceil(options.seconds / options.every)
    return RECORD.format(turns=turns, every=options.every)


def _print_waits(what: str, waits: Sequence[float]) -> None:
    if not waits:
        sys.exit("Nothing arrived.")
    shares = "   ".join(f"{name} {within(waits, share):.2f} s" for name, share in SHARES.items())
    print(f"  {what}, {len(waits)} times: {shares}   longest {max(waits):.2f} s")


class Server:
    """The processes that serve, as the system counts them."""

    def __init__(self, installation: Installation) -> None:
        self._pid = installation.processes["portal"].pid

    def cpu(self) -> float:
        return machine.cpu_seconds(self._pid)

    def memory(self) -> float:
        """Return megabytes, shared pages divided among those who share them."""
        return machine.memory(self._pid)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    main()
