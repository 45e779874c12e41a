"""What power lists cost: import, the list of any day, pages of long lists, verification.

    make bench-disclosure
    python -m benchmarks.disclosure --items 10000 --listed 5000 --versions 20 --rows 100000

Makes a database of its own (SQLite in a file, or beside the one that DATABASE_URL names) and
fills it with invented powers. Each measurement that is compared runs in a process of its own, so
that its memory is its own, and the two sides take turns.
"""

import argparse
import json
import math
import os
import resource
import statistics
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from benchmarks import machine
from benchmarks.waits import within

Measured = dict[str, float]
Apart = Callable[[Callable[[], Measured]], Measured]


def main() -> None:
    options = chosen()
    machine.announce()
    with tempfile.TemporaryDirectory() as folder, database(Path(folder)) as vendor:
        print(f"Database: {vendor}")
        measure(Path(folder), options, _apart)


def chosen(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--items", type=int, default=10_000, help="powers of a long list")
    parser.add_argument("--listed", type=int, default=5_000, help="powers of the list as of a day")
    parser.add_argument("--versions", type=int, default=20, help="versions of each of them")
    parser.add_argument("--rows", type=int, default=100_000, help="rows of a record to verify")
    parser.add_argument("--rounds", type=int, default=3, help="imports on each side")
    parser.add_argument("--requests", type=int, default=40, help="requests for each page")
    return parser.parse_args(arguments)


def measure(folder: Path, options: argparse.Namespace, apart: Apart) -> None:
    """Print every figure. `apart` runs a measurement where its memory is its own."""
    _imports(folder, options, apart)
    _days(options)
    _pages(options)
    _verification(options)


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """Let Django run on an empty database that is gone afterwards."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    os.environ["DATA_DIR"] = str(folder)
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    setup_test_environment()
    connection.settings_dict["TEST"]["NAME"] = (
        str(folder / "bench.sqlite3")
        if connection.vendor == "sqlite"
        else f"fabuting_bench_{os.getpid()}"
    )
    connection.creation.create_test_db(verbosity=0, serialize=False)
    from tests.home.factories import make_portal

    make_portal()
    try:
        yield connection.vendor
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


# --- import ---------------------------------------------------------------------------------


def _imports(folder: Path, options: argparse.Namespace, apart: Apart) -> None:
    from benchmarks.lists import workbook

    path = folder / "list.xlsx"
    path.write_bytes(workbook(options.items))
    changed = folder / "changed.xlsx"
    changed.write_bytes(workbook(options.items, version=2))
    ours: list[Measured] = []
    bare: list[Measured] = []
    for _ in range(options.rounds):
        print("  … importing", file=sys.stderr, flush=True)
        ours.append(apart(lambda: _import(path, changed)))
        bare.append(apart(_bare))
        apart(_forget)
    print(f"\nImport of {options.items} powers, medians of {options.rounds}")
    for name in ("read", "propose", "approve"):
        print(f"  {name:44}{_median(ours, name):8.2f} s")
    whole, same, all_rows = (
        sum(_median(ours, name) for name in ("read", "propose", "approve")),
        _median(bare, "list"),
        _median(bare, "list") + _median(bare, "rest"),
    )
    print(f"  {'import, whole':44}{whole:8.2f} s")
    print(f"  {'bulk_create of the same powers and versions':44}{same:8.2f} s")
    print(f"  {'… and of every other row that it leaves':44}{all_rows:8.2f} s")
    print(f"  Ratio: {whole / same:.1f} to the list's rows, {whole / all_rows:.1f} to all rows")
    print(f"  {'import again, where every power changed':44}{_median(ours, 'again'):8.2f} s")
    memory = [_median(side, "memory") for side in (ours, bare)]
    print(f"  Peak memory: import {memory[0]:.0f} MB, bulk_create {memory[1]:.0f} MB;")
    print(f"    of it the interpreter with the portal {_median(bare, 'idle'):.0f} MB;")
    print(f"    the process that opens the workbook {_median(ours, 'opened'):.0f} MB")


def _import(path: Path, changed: Path) -> Measured:
    from datetime import date

    from benchmarks.lists import new_list
    from disclosure.history import review
    from disclosure.importing import propose, understand

    power_list = new_list("导入")
    marks = [perf_counter()]
    understood = understand(power_list, path.name, path.read_bytes())
    assert len(understood.new) and not understood.errors
    marks.append(perf_counter())
    batch = propose(
        understood, reason="导入", document="", effective_on=date(2025, 1, 1), user=None
    )
    marks.append(perf_counter())
    review.approve_batch(batch, None)
    marks.append(perf_counter())
    read, proposed, approved = (b - a for a, b in pairwise(marks))
    opened = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    begin = perf_counter()
    understood = understand(power_list, changed.name, changed.read_bytes())
    assert len(understood.changed) == len(understood.records)
    batch = propose(
        understood, reason="导入", document="", effective_on=date(2025, 2, 1), user=None
    )
    review.approve_batch(batch, None)
    again = perf_counter() - begin
    took = {"read": read, "propose": proposed, "approve": approved, "again": again}
    return {**took, "opened": opened}


def _bare() -> Measured:
    """Write the rows that the import left once more, beside them, with nothing else."""
    from benchmarks.lists import copies

    idle = _memory()
    listed, rest = copies()
    return {"idle": idle, "list": _timed(listed), "rest": _timed(rest)}


def _forget() -> Measured:
    from benchmarks.lists import clear

    clear()
    return {}


def _apart(work: Callable[[], Measured]) -> Measured:
    """Run in a process of its own; return what it returns, with its peak memory in MB."""
    from django.db import connections

    connections.close_all()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            told = {**work(), "memory": _memory()}
            os.write(writing, json.dumps(told).encode())
        except Exception:  # noqa: BLE001 printed, and the parent ends
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    os.waitpid(pid, 0)
    if not told:
        sys.exit("A measurement failed; see above.")
    return json.loads(told)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# --- the list of any day --------------------------------------------------------------------


def _days(options: argparse.Namespace) -> None:
    from benchmarks.lists import days, history, replayed
    from disclosure.history.as_of import as_of

    print("  … recording versions", file=sys.stderr, flush=True)
    power_list = history("沿革", options.listed, options.versions)
    asked = days(options.versions)
    times, differ = [], 0
    for day in asked:
        begin = perf_counter()
        shown = {version.item_id: version.number for version in as_of(power_list, day)}
        times.append(perf_counter() - begin)
        differ += shown != replayed(power_list, day)
    print(f"\nList as of a day, {options.listed} powers × {options.versions} versions")
    _print_times(f"rows, {len(asked)} days", times)
    print(f"  days on which it is not what replaying the record gives: {differ}")
    addresses = [f"{power_list.url}as-of/{day.isoformat()}/" for day in asked]
    _ask("page", addresses)


# --- pages of a long list -------------------------------------------------------------------


def _pages(options: argparse.Namespace) -> None:
    from benchmarks.lists import long_list

    print("  … recording a long list", file=sys.stderr, flush=True)
    short, long = long_list("短", 40), long_list("长", options.items)
    print(f"\nPages of a list of {options.items} powers")
    last = math.ceil(options.items / 30)
    for name, query in {
        "first page": "",
        "last page": f"?page={last}",
        "words": "?q=许可",
        "kind and level": "?kind=行政许可&level=市级",
        "cards": "?view=cards",
        "one power": f"{long.items.first().address}/",
    }.items():
        addresses = [f"{long.url}{query}"] * options.requests
        few = f"{short.url}{query if '/' not in query else f'{short.items.first().address}/'}"
        _ask(name, addresses, few)


def _ask(name: str, addresses: Sequence[str], few: str = "") -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    client.get(addresses[0])
    times = []
    for address in addresses:
        begin = perf_counter()
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        times.append(perf_counter() - begin)
        assert response.status_code == 200 and body, address
    counts = []
    for address in filter(None, [few, addresses[0]]):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    beside = f" ({counts[0]} for 40 powers)" if few else ""
    _print_times(f"{name}, {counts[-1]} queries{beside}", times)


# --- verification ---------------------------------------------------------------------------


def _verification(options: argparse.Namespace) -> None:
    from benchmarks.lists import history
    from disclosure.history.verifying import troubles

    print("  … recording a long record", file=sys.stderr, flush=True)
    power_list = history("核验", options.rows // 10, 10)
    found: list[str] = []
    took = _timed(lambda: found.extend(troubles(power_list)))
    print(f"\nVerification of {options.rows // 10 * 10} rows: {took:.1f} s, {len(found)} problems")


def _timed(work: Callable[[], object]) -> float:
    begin = perf_counter()
    work()
    return perf_counter() - begin


def _median(measured: Sequence[Measured], name: str) -> float:
    return statistics.median(each[name] for each in measured)


def _print_times(name: str, times: Sequence[float]) -> None:
    late = within(times, 0.95)
    print(
        f"  {name:44} median {statistics.median(times) * 1000:6.0f} ms   p95 {late * 1000:6.0f} ms"
    )


if __name__ == "__main__":
    main()
