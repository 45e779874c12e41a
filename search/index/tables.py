"""Reading and writing of postings in SQL: the only place where databases differ."""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db import connection, models, transaction

# What one statement asks for at once.
AT_ONCE = 5_000
# Any number that nobody else uses.
WRITING = 0x5EA2C5

Place = tuple[str, int]
_thread = threading.local()


def lock_for_writing() -> None:
    """Wait until nobody else changes the index; until the transaction ends.

    SQLite has one writer anyway, and our transactions take its place when they begin.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITING])
    _thread.writes = True
    transaction.on_commit(_written)


def _written() -> None:
    _thread.writes = False


def changing() -> bool:
    """Tell whether this thread may see changes of the index that nobody else sees yet."""
    if not connection.in_atomic_block:
        _written()
    return getattr(_thread, "writes", False)


def postings(terms: Sequence[str]) -> Iterator[tuple[str, int, bytes]]:
    """Yield term, block and places of all postings of some terms."""
    yield from _read("SELECT term, block, places FROM search_posting WHERE term", (), terms)


def terms_beginning(name: str, most: int) -> list[str]:
    """Return the first names of postings that begin so, in the order of the key."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT term FROM search_posting WHERE term >= %s AND term < %s "
            "ORDER BY term LIMIT %s",
            [name, f"{name}\U0010ffff", most],
        )
        return [term for (term,) in cursor]


def postings_in(block: int, terms: Iterable[str]) -> dict[str, bytes]:
    """Return the places of some terms in one block."""
    rows = _read(
        "SELECT term, block, places FROM search_posting WHERE block = %s AND term", (block,), terms
    )
    return {term: places for term, _block, places in rows}


def _read(
    sql: str, values: tuple[int, ...], terms: Iterable[str]
) -> Iterator[tuple[str, int, bytes]]:
    terms = list(terms)
    for at in range(0, len(terms), AT_ONCE):
        some = terms[at : at + AT_ONCE]
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"{sql} = ANY(%s)", [*values, some])
            else:
                marks = ", ".join(["%s"] * len(some))
                cursor.execute(f"{sql} IN ({marks})", [*values, *some])
            yield from cursor


def write(places: Mapping[Place, bytes]) -> None:
    """Write postings over what is there; without places, they are gone."""
    kept = [(term, block, packed) for (term, block), packed in sorted(places.items()) if packed]
    gone = [place for place, packed in sorted(places.items()) if not packed]
    over = "ON CONFLICT (term, block) DO UPDATE SET places = excluded.places"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for at in range(0, len(kept), AT_ONCE):
                some = kept[at : at + AT_ONCE]
                cursor.execute(
                    "INSERT INTO search_posting (term, block, places) "
                    f"SELECT * FROM unnest(%s::varchar[], %s::int[], %s::bytea[]) {over}",
                    [list(column) for column in zip(*some, strict=True)],
                )
        else:
            cursor.executemany(
                f"INSERT INTO search_posting (term, block, places) VALUES (%s, %s, %s) {over}",
                kept,
            )
        if gone:
            cursor.executemany("DELETE FROM search_posting WHERE term = %s AND block = %s", gone)


def everything(
    after: Place = ("", -1), most: int = AT_ONCE, block: int | None = None
) -> list[tuple[str, int, bytes]]:
    """Return the next postings after a term and block, in the order of the key; of one block
    only, if that is asked for (reads all the others, too).
    """
    only = "" if block is None else "AND block = %s"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT term, block, places FROM search_posting WHERE (term, block) > (%s, %s) "
            f"{only} ORDER BY term, block LIMIT %s",
            [*after, *([] if block is None else [block]), most],
        )
        return cursor.fetchall()


def drop(places: Sequence[Place]) -> None:
    """Delete postings by term and block."""
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_posting WHERE term = %s AND block = %s", places)


def delete(rows: models.QuerySet) -> None:
    """Delete rows of the index without reading them first: nobody listens to them."""
    rows._raw_delete(rows.db)
