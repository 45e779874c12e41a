"""What search finds, how fast, and what it costs; beside Wagtail's own search and tantivy.

    make bench-search
    python -m benchmarks.search --documents 5000 50000 200000

Makes a database of its own (SQLite in a file, or beside the one that DATABASE_URL names). Needs
the statutes in FABUTING_SHARED. Relevance is measured on the statutes; speed on these and pieces of
them. tantivy is fed with the terms of our index; Wagtail's search with the same rows.
"""

import argparse
import gc
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter

from benchmarks import machine
from benchmarks.disclosure import database
from benchmarks.search import corpus

AT_ONCE = 2_048
# A query of Wagtail's own search takes seconds where there are many documents: it gets every tenth.
EVERY = 10
# Words that stand nearly everywhere.
COMMON = ("管理", "规定", "人民政府", "应当", "安全", "条例", "人民政府 应当", "管理 规定 安全")


def main() -> int:
    options = _chosen()
    data = corpus.folder()
    if data is None:
        print("FABUTING_SHARED names no folder with the statutes; there is nothing to measure.")
        return 77
    machine.announce()
    with tempfile.TemporaryDirectory() as folder, database(Path(folder)) as vendor:
        print(f"Database: {vendor}")
        _measure(data, Path(folder), vendor, options)
    return 0


def _chosen(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[5_000, 50_000, 200_000])
    parser.add_argument("--stock-up-to", type=int, default=50_000,
                        help="documents up to which Wagtail's own search is measured")  # fmt: skip
    parser.add_argument("--facets", type=int, default=1_000, help="random queries to count by hand")
    parser.add_argument("--seed", type=int, default=6)
    return parser.parse_args(arguments)


def _measure(data: Path, folder: Path, vendor: str, options: argparse.Namespace) -> None:
    from django.db import connection

    from benchmarks.search import judged, memory, sides

    statutes = corpus.statutes(data)
    own, stock = sides.Own(), sides.Stock(vendor)
    tantivy = sides.Tantivy(folder / "tantivy")
    entries = corpus.entries(statutes, max(options.documents))
    held = _add(entries, len(statutes), [own, tantivy])
    stock.fill()
    sets = {
        "given": judged.given_queries(data / "search" / "queries.jsonl"),
        "own": judged.own_queries("queries.txt", statutes),
        "set aside": judged.own_queries("held_out.txt", statutes),
    }
    for name, queries in sets.items():
        _relevance(name, queries, {"ours": own, "Wagtail": stock, "tantivy": tantivy})
    _facets(statutes, options)
    words = [query.words for queries in sets.values() for query in queries]
    for wanted in sorted(options.documents):
        held += _add(entries, wanted - held, [own, tantivy])
        measured = {"ours": own, "tantivy": tantivy}
        if wanted <= options.stock_up_to:
            stock.fill()
            measured["Wagtail"] = stock
        _speed(held, words, measured)
        own.costs()
        print(memory.measure(str(connection.settings_dict["NAME"]), words), end="")


def _add(entries: Iterator, number: int, takers: Sequence) -> int:
    added, seconds = 0, dict.fromkeys(range(len(takers)), 0.0)
    while added < number and (some := list(islice(entries, min(AT_ONCE, number - added)))):
        for at, taker in enumerate(takers):
            began = perf_counter()
            taker.add(some)
            seconds[at] += perf_counter() - began
        added += len(some)
    for taker in takers:
        taker.commit()
    if added:
        paces = ", ".join(
            f"{taker.name} {added / seconds[at]:.0f}" for at, taker in enumerate(takers)
        )
        print(f"\n{added} documents indexed, documents a second: {paces}")
    return added


def _relevance(name: str, queries: Sequence, measured: Mapping) -> None:
    from benchmarks.search.judged import judge

    print(f"\nRelevance, {len(queries)} queries: {name}")
    print(f"  {'':26}{'MRR':>7}{'recall@10':>11}{'in first 3':>12}{'nothing':>9}")
    for side, taker in measured.items():
        figures = judge(queries, taker.keys)
        kinds = figures if side == "ours" else {"all": figures["all"]}
        for kind, each in kinds.items():
            print(
                f"  {side + ': ' + kind:26}{each.reciprocal_rank:7.3f}{each.recall:11.3f}"
                f"{each.among_three:12.3f}{each.without_result:9}  ({each.number})"
            )


def _speed(held: int, words: Sequence[str], measured: Mapping) -> None:
    print(f"\nSpeed, {held} documents, {len(words)} judged queries, {len(COMMON)} common words")
    for side, taker in measured.items():
        # What a process that only answers would not hold is not to be looked through meanwhile.
        gc.collect()
        gc.freeze()
        taker.first()
        some = side == "Wagtail"
        asked, often = (words[::EVERY], 1) if some else (words, 5)
        judged, common = _times(taker, asked), _times(taker, COMMON * often)
        print(
            f"  {side:10} judged: p50 {judged[len(judged) // 2]:7.1f} ms  "
            f"p95 {judged[int(len(judged) * 0.95)]:7.1f} ms   "
            f"common: p50 {common[len(common) // 2]:7.1f} ms  p95 {common[-2]:7.1f} ms"
            f"{f'  ({len(asked)} of the queries)' if some else ''}"
        )


def _times(taker, words: Sequence[str]) -> list[float]:
    times = []
    for each in words:
        began = perf_counter()
        taker.keys(each)
        times.append((perf_counter() - began) * 1000)
    return sorted(times)


def _facets(statutes: Sequence, options: argparse.Namespace) -> None:
    """Compare counts with counting, document by document, what says some words."""
    from findable import Facet
    from search.analysis.folding import HAN, normal
    from search.query.finding import Asked, find
    from search.query.parsing import plan_of
    from search.words.book import synonyms

    chance = random.Random(options.seed)
    plain = [
        ([normal(part) for part in (each.title, each.text, each.department)], each)
        for each in statutes
    ]
    differing = 0
    for _ in range(options.facets):
        words = []
        for _word in range(chance.randint(1, 3)):
            (_title, text, _department), _statute = chance.choice(plain)
            at = chance.randrange(max(len(text) - 6, 1))
            words.append(text[at : at + chance.randint(2, 4)])
        words = [word for word in words if re.fullmatch(f"[{HAN}]{{2,}}", word)]
        if not words:
            continue
        counted: dict[str, int] = {}
        total = 0
        for parts, statute in plain:
            if all(any(word in part for part in parts) for word in words):
                total += 1
                if statute.topic:
                    counted[statute.topic] = counted.get(statute.topic, 0) + 1
        found = find(Asked(plan_of(" ".join(f'"{word}"' for word in words), synonyms())))
        ours = {count.value: count.number for count in found.counts.get(Facet.TOPIC, ())}
        differing += (found.total, ours) != (total, counted)
    print(f"\nCounts of {options.facets} random queries that differ from counting: {differing}")


if __name__ == "__main__":
    sys.exit(main())
