"""How fast the public face is, and whether it stays so as it grows.

    make bench-portal
    python -m benchmarks.portal --articles 5000 50000 200000 --workers 1 --seconds 8

Each size is an installation of its own (SQLite, or beside the database that DATABASE_URL names),
with 137 sub-sites, served by gunicorn as in production. Beside it, in the same run: nginx with the
same bytes as files and as many processes, nginx with a cache in front of the portal, and a site
that lists as Wagtail's demonstrations do. Server and client share the machine.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import requests

from benchmarks import machine
from benchmarks.portal import fronts, visible
from benchmarks.portal.load import Told, client, load
from benchmarks.waits import within
from tests.installation import Installation

BUILD = """
import json
from dataclasses import asdict
from benchmarks.portal.trees import build
print(json.dumps(asdict(build({articles}, {port}, subsites={subsites}))), flush=True)
"""
COSTS = """
import json
from benchmarks.portal.asked import costs
print(json.dumps(costs({addresses}, {port}, {requests})))
"""
COLUMNS = """
import json
from home.models import ColumnPage
from subsites.models import SubsitePage
main = ColumnPage.objects.filter(depth=3).order_by("path")[0]
site = SubsitePage.objects.order_by("path")[0]
theirs = ColumnPage.objects.child_of(site).order_by("path")[0]
print(json.dumps([[main.pk, main.url, "/", "the main home page"],
    [theirs.pk, theirs.url, site.url, "the home page of its sub-site"]]))
"""
ONE = """
from home.models import ArticlePage, ColumnPage
from tests.home.factories import ArticlePageFactory
page = ArticlePageFactory(parent=ColumnPage.objects.get(pk={column}), live=False, title="又一条")
ArticlePage.objects.get(pk=page.pk).save_revision().publish()
"""
NAMES = {
    "home": "home page",
    "column": "column, first page",
    "deep": "column, last page",
    "article": "article",
    "subsite": "home page of a sub-site",
    "search": "search",
}
LOADED = ("home", "column", "article", "search")
KEPT = ("home", "column", "article")
GROWTH = 1.3

Costs = dict[str, dict[str, float]]


def main() -> None:
    options = chosen()
    machine.announce()
    print(f"Load: {client()}, {options.connections} connections, {options.seconds:g} s for each")
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), options)


def chosen(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[5_000, 50_000, 200_000])
    parser.add_argument("--subsites", type=int, default=137)
    parser.add_argument("--workers", type=int, default=1, help="processes of each server")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=8, help="of load on each page")
    parser.add_argument("--requests", type=int, default=40, help="of each page in one process")
    parser.add_argument("--rounds", type=int, default=20, help="publications at --visible-at")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between publications")
    parser.add_argument("--visible-at", type=int, default=50_000, help="articles in that tree")
    parser.add_argument("--searched-up-to", type=int, default=50_000, help="articles to index")
    return parser.parse_args(arguments)


def measure(folder: Path, options: argparse.Namespace) -> None:
    """Print every figure."""
    grown: dict[int, Costs] = {}
    for articles in options.articles:
        with Installation(folder / f"of-{articles}", "http://localhost:1") as installation:
            grown[articles] = _of_one_size(installation, articles, options)
    _print_growth(grown)


def _of_one_size(
    installation: Installation, articles: int, options: argparse.Namespace
) -> Costs:  # fmt: skip
    kind = "PostgreSQL" if "DATABASE_URL" in installation.environment else "SQLite"
    print(f"\n{articles} articles, {options.subsites} sub-sites, {kind}", flush=True)
    installation.environment["GUNICORN_CMD_ARGS"] = f"--workers {options.workers}"
    installation.environment["WEB_THREADS"] = str(max(2, 8 // options.workers))
    addresses = _built(installation, articles, options)
    if articles <= options.searched_up_to:
        begin = time.perf_counter()
        with installation.running(INDEX) as told:
            told.read()
        print(f"  indexed for search in {time.perf_counter() - begin:.0f} s", flush=True)
    else:
        addresses.pop("search")
    costs = json.loads(
        installation.python(
            COSTS.format(addresses=addresses, port=installation.port, requests=options.requests)
        )
    )
    print("  one process that keeps nothing:        queries   processor   in all")
    for name, cost in costs.items():
        print(
            f"    {NAMES[name]:36}{cost['queries']:8.0f}{cost['cpu']:9.1f} ms{cost['wall']:7.1f} ms"
        )
    _load_everything(installation, addresses, options)
    if articles == options.visible_at:
        _print_visibility(installation, options)
    return costs


INDEX = """
from django.core.management import call_command
call_command("search_index", "--rebuild", verbosity=0)
"""


def _built(
    installation: Installation, articles: int, options: argparse.Namespace
) -> dict[str, str]:  # fmt: skip
    installation.migrate()
    begin = time.perf_counter()
    code = BUILD.format(articles=articles, port=installation.port, subsites=options.subsites)
    with installation.running(code) as told:
        addresses = json.loads(told.readline())
    print(f"  built in {time.perf_counter() - begin:.0f} s", flush=True)
    return addresses


# --- requests a second --------------------------------------------------------------------------


def _load_everything(
    installation: Installation, addresses: dict[str, str], options: argparse.Namespace
) -> None:  # fmt: skip
    loaded = {name: addresses[name] for name in LOADED if name in addresses}
    kept = {name: addresses[name] for name in KEPT}
    installation.environment["PAGECACHE_BYTES"] = "0"
    installation.start("portal")
    _print_rates("portal, nothing kept", _portal(installation), loaded, options)
    _print_memory("portal, nothing kept", installation)
    installation.kill("portal")
    with fronts.plain(installation, options.workers) as served:
        _print_rates("listing as in Wagtail's demonstrations", served, kept, options)
    del installation.environment["PAGECACHE_BYTES"]
    installation.start("portal")
    ours = _print_rates("portal, kept pages", _portal(installation), loaded, options)
    _print_memory("portal, kept pages", installation)
    if fronts.nginx() is None:
        print("  nginx is not installed: no files and no cache in front to compare with")
        return
    pages = {url: _bytes_of(installation.url, url) for url in kept.values()}
    with fronts.files(installation.folder / "files", pages, options.workers) as served:
        files = _print_rates("nginx, the same bytes as files", served, kept, options)
    port, workers = installation.port, options.workers
    with fronts.cache(installation.folder / "front", port, workers) as served:
        cached = _print_rates("nginx with a cache before the portal", served, kept, options)
    for what, rates in (("kept pages", ours), ("behind nginx's cache", cached)):
        ratios = ", ".join(f"{name} {rates[name].rate / files[name].rate:.2f}" for name in kept)
        costs = ", ".join(f"{name} {files[name].cpu / rates[name].cpu:.2f}" for name in kept)
        print(f"  {what} to files of nginx, requests a second: {ratios}")
        print(f"    by processor time, which other work changes less: {costs}")


def _portal(installation: Installation) -> fronts.Served:
    return fronts.Served(installation.url, installation.processes["portal"].pid)


def _print_rates(
    what: str, served: fronts.Served, addresses: dict[str, str], options: argparse.Namespace
) -> dict[str, Told]:  # fmt: skip
    told = {}
    print(f"  {what}:")
    for name, url in addresses.items():
        # Plain sites and fronts have it warm, too.
        for _each in range(3):
            requests.get(f"{served.url}{url}", timeout=60)
        told[name] = load(f"{served.url}{url}", options.seconds, options.connections, served.pid)
        wrong = f"   WRONG ANSWERS: {told[name].wrong}" if told[name].wrong else ""
        print(
            f"    {NAMES[name]:36}{told[name].rate:10.0f} a second"
            f"   p95 {told[name].p95:8.2f} ms   {told[name].cpu:7.3f} ms of processor{wrong}",
            flush=True,
        )
    return told


def _print_memory(what: str, installation: Installation) -> None:
    held = machine.memory(installation.processes["portal"].pid)
    print(f"    memory of all its processes: {held:.0f} MB")


def _bytes_of(root: str, url: str) -> bytes:
    return requests.get(f"{root}{url}", headers={"Accept-Encoding": "identity"}, timeout=60).content


# --- publish to visible -------------------------------------------------------------------------


def _print_visibility(installation: Installation, options: argparse.Namespace) -> None:
    columns = [visible.Column(*told) for told in json.loads(installation.python(COLUMNS))]
    print(
        f"  from publish to visible, {options.rounds} articles in each of {len(columns)} columns:"
    )
    waits = visible.waits(installation, columns, options.rounds, options.pause)
    for name, times in waits.items():
        late = within(times, 0.95)
        print(f"    {name:36}median {statistics.median(times):6.2f} s   p95 {late:6.2f} s")
    main, theirs = columns
    urls = {
        "main home page": "/",
        "its column": main.url,
        "another page of its column": f"{main.url}?page=2",
        "an article of its column": _first_article(installation, main.url, 9),
        "home page of a sub-site": theirs.front,
        "column of a sub-site": theirs.url,
        "article of a sub-site": _first_article(installation, theirs.url, 2),
    }
    act = ONE.format(column=main.key)
    lost = visible.thrown_away(installation.url, urls, lambda: installation.python(act))
    print("  a publication in the main site's first column threw away:")
    for name, is_lost in lost.items():
        print(f"    {name:36}{'yes' if is_lost else 'no'}")


def _first_article(installation: Installation, column: str, place: int) -> str:
    """Return the address of an article that a column's list shows at a place."""
    page = requests.get(f"{installation.url}{column}", timeout=60).text
    return list(dict.fromkeys(visible.articles_in(page, column)))[place]


# --- growth -------------------------------------------------------------------------------------


def _print_growth(grown: dict[int, Costs]) -> None:
    least, most = min(grown), max(grown)
    if least == most:
        return
    print(f"\nCost of a page with {most} articles to that with {least}, aim {GROWTH}")
    for name, cost in grown[most].items():
        before = grown[least].get(name)
        if before:
            cpu, wall = (cost[kind] / before[kind] for kind in ("cpu", "wall"))
            print(f"  {NAMES[name]:38}processor {cpu:5.2f}   in all {wall:5.2f}")


if __name__ == "__main__":
    sys.exit(main())
