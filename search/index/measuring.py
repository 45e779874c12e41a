"""How large the index is, and how it is made up."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import OperationalError, connection
from django.db.models import Count

from search.analysis import RULES
from search.index.columns import columns_of
from search.index.moments import one_moment
from search.models.index import Block, Indexed, Shelf


@dataclass(frozen=True, slots=True)
class Blocks:
    """How many blocks there are, places given out in them, and places nobody is at any more."""

    number: int
    used: int
    dead: int
    by_older_rules: int


@dataclass(frozen=True, slots=True)
class Room:
    """Rows of a table, bytes of what they say, and bytes of the table with its indexes (None where
    the database cannot tell).
    """

    rows: int
    said: int
    stored: int | None


def kinds_of(shelf: Shelf) -> Mapping[str, int]:
    """Return how many entries there are of each kind, most first."""
    counted = Indexed.objects.filter(shelf=shelf).values_list("kind").annotate(number=Count("pk"))
    return dict(counted.order_by("-number", "kind"))


@one_moment()
def blocks_of(shelf: Shelf) -> Blocks:
    blocks = Block.objects.filter(shelf=shelf).values_list("used", "rules")
    used = sum(used for used, _rules in blocks)
    return Blocks(
        number=len(blocks),
        used=used,
        dead=used - Indexed.objects.filter(shelf=shelf).count(),
        by_older_rules=sum(rules != RULES for _used, rules in blocks),
    )


def memory_of(shelf: Shelf) -> int:
    """Return the bytes that each process holds of a shelf."""
    return columns_of(shelf).bytes


def texts() -> Room:
    """Measure what entries say: reads all of them."""
    return _room("search_indexed", "title", "text", "answer", "number", "within", "department")


def postings() -> Room:
    """Measure the postings: reads all of them."""
    return _room("search_posting", "term", "places")


def _room(table: str, *columns: str) -> Room:
    length = "octet_length({})" if connection.vendor == "postgresql" else "length(CAST({} AS BLOB))"
    said = " + ".join(length.format(connection.ops.quote_name(column)) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), sum({said}) FROM {table}")  # noqa: S608 - our own names
        rows, own = cursor.fetchone()
    return Room(rows, int(own or 0), _stored(table))


def _stored(table: str) -> int | None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_total_relation_size(%s)", [table])
        else:
            try:
                cursor.execute(
                    "SELECT sum(pgsize) FROM dbstat WHERE name IN "
                    "(SELECT name FROM sqlite_master WHERE tbl_name = %s)",
                    [table],
                )
            except OperationalError:
                return None  # not every SQLite is made with it
        return cursor.fetchone()[0]
