"""How quick an article is everywhere, and how much of the platforms' pace the safety costs.

    make bench
    python -m benchmarks.delivery --single 12 --load 20 --rounds 2 --pictures 2

Starts a sandbox and an installation of its own (portal, one worker, scheduler; SQLite and a
broker of files). Publishes articles in the editor one at a time; then many at once, and has a
bare loop over `requests` make the same calls to the same sandbox, in turns.
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time

from benchmarks import machine
from benchmarks.bare import Loop
from benchmarks.waits import within
from tests.installation import Installation
from tests.sandbox_process import SandboxProcess

PLENTY = 1_000_000
OPPONENT = {"app_id": "wxbare0000000001", "secret": "secret-of-the-bare-loop", "name": "对照"}
OPPONENT_UID = "5500000099"
WECHAT_QUOTAS = ["media/uploadimg", "material/add_material", "draft/add"]
WECHAT_QUOTAS += ["freepublish/submit", "freepublish/get", "stable_token"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--single", type=int, default=12, help="articles one at a time")
    parser.add_argument("--load", type=int, default=20, help="articles at once")
    parser.add_argument("--rounds", type=int, default=2, help="how often")
    parser.add_argument("--pictures", type=int, default=2, help="photographs in an article")
    options = parser.parse_args()
    machine.announce()
    with (
        tempfile.TemporaryDirectory() as folder,
        SandboxProcess(Path(folder) / "sandbox") as sandbox,
        Installation(Path(folder) / "portal", sandbox.url) as installation,
    ):
        _run(sandbox, installation, options)


def _run(sandbox: SandboxProcess, installation: Installation, options: argparse.Namespace) -> None:
    installation.prepare()
    # From here on this process is a part of the installation, too.
    os.environ.update(installation.environment)
    from benchmarks.newsroom import Newsroom

    loop = _opponent(sandbox)
    for name in ("portal", "worker", "scheduler"):
        installation.start(name)
    newsroom = Newsroom(installation.url, options.pictures)
    # The first article finds no token, no connection and cold caches.
    newsroom.publish_one()

    waits = [newsroom.publish_one() for _ in range(options.single)]
    _print_waits(waits)

    pids = {name: process.pid for name, process in installation.processes.items()}
    platforms = {"sandbox": sandbox.pid}
    system, bare = Pace(sandbox, {**pids, **platforms}), Pace(sandbox, platforms)
    for _ in range(options.rounds):
        articles = newsroom.drafts(options.load)
        print(f"  … publishing {options.load} articles at once", file=sys.stderr, flush=True)
        with system.counting():
            seconds = newsroom.publish_at_once(articles)
        system.add(len(articles), seconds)
        items = [newsroom.as_sent(article) for article in articles]
        with bare.counting():
            begin = perf_counter()
            for item in items:
                loop.deliver(item)
            seconds = perf_counter() - begin
        bare.add(len(items), seconds)
    _print_paces(system, bare)


def _opponent(sandbox: SandboxProcess) -> Loop:
    """Give both sides all the quota there is, and the loop accounts of its own."""
    from portal.management.commands.demo_setup import WECHAT, WEIBO

    generous = {"publish_delay": 0, "quotas": dict.fromkeys(WECHAT_QUOTAS, PLENTY)}
    sandbox.control("wechat/accounts", app_id=WECHAT["app_id"], **generous)
    sandbox.control("wechat/accounts", **OPPONENT, **generous)
    quotas = {"ip_hour": PLENTY, "user_day": PLENTY, "posts_hour": PLENTY}
    sandbox.control("weibo/apps", app_key=WEIBO["app_key"], quotas=quotas)
    sandbox.control("weibo/users", uid=OPPONENT_UID, screen_name="对照")
    given = sandbox.control("weibo/tokens", app_key=WEIBO["app_key"], uid=OPPONENT_UID)
    return Loop(sandbox.url, OPPONENT["app_id"], OPPONENT["secret"], given["access_token"])


class Pace:
    """Deliveries, the seconds they took and the calls they made; an article is two deliveries."""

    def __init__(self, sandbox: SandboxProcess, processes: dict[str, int]) -> None:
        self.sandbox, self.processes = sandbox, processes
        self.deliveries = 0
        self.seconds = 0.0
        self.calls: Counter[str] = Counter()
        self.cpu: Counter[str] = Counter()

    def add(self, articles: int, seconds: float) -> None:
        self.deliveries += 2 * articles
        self.seconds += seconds

    @contextmanager
    def counting(self) -> Iterator[None]:
        calls, cpu = self._calls(), self._cpu()
        yield
        self.cpu += self._cpu() - cpu
        self.calls += self._calls() - calls

    def _calls(self) -> Counter[str]:
        return Counter(self.sandbox.state()["counters"])

    def _cpu(self) -> Counter[str]:
        used = {name: machine.cpu_seconds(pid) for name, pid in self.processes.items()}
        return Counter({"this process": process_time(), **used})

    @property
    def per_second(self) -> float:
        return self.deliveries / self.seconds


def _print_waits(waits: Sequence[float]) -> None:
    median, late = statistics.median(waits), within(waits, 0.95)
    print(f"\nFrom the click to live on both accounts, {len(waits)} articles one at a time:")
    print(f"  median {median:.2f} s   p95 {late:.2f} s   longest {max(waits):.2f} s")


def _print_paces(system: Pace, bare: Pace) -> None:
    print(f"\n{system.deliveries} deliveries at once{'whole system':>23}{'bare requests':>16}")
    print(f"  {'seconds':36}{system.seconds:12.1f}{bare.seconds:16.1f}")
    print(f"  {'deliveries per second':36}{system.per_second:12.1f}{bare.per_second:16.1f}")
    for path in sorted(system.calls | bare.calls):
        print(f"  {path:36}{system.calls[path]:12}{bare.calls[path]:16}")
    print("  processor seconds per delivery")
    for name in sorted(system.cpu):
        each = [pace.cpu[name] / pace.deliveries for pace in (system, bare)]
        print(f"    {name:34}{each[0]:12.3f}{each[1]:16.3f}")
    print(f"\nRatio: {system.per_second / bare.per_second:.2f}")


if __name__ == "__main__":
    main()
