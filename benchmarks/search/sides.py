"""The three that are compared: each takes entries and answers words with keys, best first."""

from collections.abc import Sequence
from time import perf_counter

from django.db import connection

from benchmarks.search import tantivy_side
from findable import Entry
from search.index import measuring
from search.index.columns import columns_of
from search.index.writing import store
from search.models import Indexed
from search.models.index import Shelf
from search.query.finding import Asked, find
from search.query.parsing import plan_of
from search.through_wagtail.feeding import fill
from search.through_wagtail.finding import ThroughWagtail
from search.words.book import synonyms

CHANGES = 40


class Own:
    name = "ours"

    def add(self, entries: Sequence[Entry]) -> None:
        store({f"bench:{entry.key}": [entry] for entry in entries})

    def commit(self) -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def first(self) -> None:
        self.keys("第一次")
        self.keys("diyici")

    def keys(self, words: str) -> list[str]:
        found = find(Asked(plan_of(words, synonyms())))
        return [hit.entry.key for hit in found.hits]

    def costs(self) -> None:
        """Print what a change of one document costs, and how large the index is."""
        entries = list(Indexed.objects.filter(shelf=Shelf.PUBLIC).order_by("-id")[:CHANGES])
        times = []
        for at, row in enumerate(entries):
            said = {name: getattr(row, name) for name in Entry.__dataclass_fields__}
            said["text"] = f"{row.text}\n这是第{at}次修改，增加了一句话。"
            began = perf_counter()
            store({row.owner: [Entry(**said)]})
            columns_of(Shelf.PUBLIC)
            times.append((perf_counter() - began) * 1000)
        times.sort()
        print(f"  one document changed, and seen: p50 {times[len(times) // 2]:.1f} ms  "
              f"p95 {times[int(len(times) * 0.95)]:.1f} ms")  # fmt: skip
        text, terms = measuring.texts(), measuring.postings()
        print(f"  words {text.said / 1e6:.0f} MB, their rows {_megabytes(text)}; postings "
              f"{terms.rows / 1e6:.1f} million, {_megabytes(terms)}; columns in memory "
              f"{measuring.memory_of(Shelf.PUBLIC) / 1e6:.0f} MB")  # fmt: skip


def _megabytes(room: measuring.Room) -> str:
    return "unknown" if room.stored is None else f"{room.stored / 1e6:.0f} MB"


class Stock:
    name = "Wagtail"

    def __init__(self, vendor: str) -> None:
        self._engine = ThroughWagtail(backend="wagtail.search.backends.database", cuts=False)

    def fill(self) -> None:
        began = perf_counter()
        number = fill(self._engine)
        print(f"\nWagtail's own index: {number / (perf_counter() - began):.0f} documents a second")

    def first(self) -> None:
        self.keys("第一次")

    def keys(self, words: str) -> list[str]:
        found = self._engine.find(Asked(plan_of(words, synonyms())))
        return [hit.entry.key for hit in found.hits]


class Tantivy(tantivy_side.Tantivy):
    name = "tantivy"

    def first(self) -> None:
        self.keys("第一次")

    def keys(self, words: str) -> Sequence[str]:
        return self.search(plan_of(words, synonyms()))
