"""Queries whose answers are known, and how good answers are.

A judgement is a rule over the documents, so that it holds for any copy of them: `title=` (the
whole title), `title~` (a part of it), both regular expressions; `text~` words that the text has.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search.corpus import Statute

HERE = Path(__file__).parent
FIRST = 10


@dataclass(frozen=True, slots=True)
class Query:
    kind: str
    words: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over some queries; recall among the first ten, of at most ten."""

    number: int
    reciprocal_rank: float
    recall: float
    among_three: float
    without_result: int


def own_queries(name: str, statutes: Sequence[Statute]) -> list[Query]:
    """Read one of our files: kind | words | judgement in each line."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if line.strip() and not line.startswith("#"):
            kind, words, rule = (part.strip() for part in line.split(" | ", 2))
            relevant = frozenset(_relevant(rule, statutes))
            if relevant:
                found.append(Query(kind, words, relevant))
    return found


def _relevant(rule: str, statutes: Sequence[Statute]) -> Iterator[str]:
    field, how, said = re.fullmatch(r"(title|text)([=~])(.*)", rule).groups()
    for each in statutes:
        if field == "text":
            fits = said in each.text
        else:
            fits = (re.fullmatch if how == "=" else re.search)(said, each.title)
        if fits:
            yield each.key


def given_queries(file: Path) -> list[Query]:
    """Read queries whose answers are listed: one JSON object in each line."""
    with file.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Query(row["cat"], row["q"], frozenset(row["rel"])) for row in rows]


def judge(
    queries: Sequence[Query], search: Callable[[str], Sequence[str]]
) -> Mapping[str, Figures]:
    """Ask every query; return figures for each kind and, last, for all."""
    results: dict[str, list[tuple[float, float, bool, bool]]] = defaultdict(list)
    for query in queries:
        keys = list(search(query.words))[:FIRST]
        ranks = [at for at, key in enumerate(keys, 1) if key in query.relevant]
        first = ranks[0] if ranks else 0
        scored = (
            1 / first if first else 0.0,
            len(ranks) / min(len(query.relevant), FIRST),
            0 < first <= 3,
            not keys,
        )
        results[query.kind].append(scored)
        results["all"].append(scored)
    whole = results.pop("all")
    return {kind: _figures(rows) for kind, rows in [*results.items(), ("all", whole)]}


def _figures(rows: Sequence[tuple[float, float, bool, bool]]) -> Figures:
    ranks, recalls, three, none = zip(*rows, strict=True)
    number = len(rows)
    return Figures(
        number, sum(ranks) / number, sum(recalls) / number, sum(three) / number, sum(none)
    )
