"""Counting searches and clicks without keeping anybody waiting.

Counts gather in the process and are written in one statement for all after an answer has gone out
(`write_when_due` hears when a request is over). A crash loses the last seconds; nothing that goes
wrong here reaches a page.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from findable import Facet
from search.index.columns import columns_of
from search.log.limits import limit
from search.log.masking import kept
from search.log.visitors import Minute, asks_first, is_robot, visitor_of
from search.models.index import Shelf
from search.query.finding import Found

log = logging.getLogger(__name__)

# More different queries than these do not wait for a writer; they are not counted.
MOST_WAITING = 2_000
# What one statement writes.
AT_ONCE = 500
COUNTED = ("asked", "askers", "nothing", "shown", "clicked")


@dataclass(slots=True)
class _Tally:
    department: str = ""
    asked: int = 0
    askers: int = 0
    nothing: int = 0
    shown: int = 0
    clicked: int = 0


class _Waiting:
    """What is counted and not yet written."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.written_at = time.monotonic()
        self.queries: dict[tuple[date, str], _Tally] = {}
        self.clicks: Counter[tuple[date, str, int]] = Counter()

    def add(self, day: date, said: str, department: str = "", **counts: int) -> None:
        with self.lock:
            if len(self.queries) >= MOST_WAITING and (day, said) not in self.queries:
                return
            tally = self.queries.setdefault((day, said), _Tally())
            tally.department = department or tally.department
            for name, number in counts.items():
                setattr(tally, name, getattr(tally, name) + number)

    def add_click(self, day: date, said: str, place: int) -> None:
        self.add(day, said, clicked=1)
        with self.lock:
            if (day, said) in self.queries:
                self.clicks[day, said, place] += 1

    def take(self) -> tuple[dict[tuple[date, str], _Tally], Counter[tuple[date, str, int]]]:
        with self.lock:
            taken = self.queries, self.clicks
            self.queries, self.clicks = {}, Counter()
            self.written_at = time.monotonic()
            return taken

    @property
    def is_due(self) -> bool:
        waited = time.monotonic() - self.written_at
        return bool(self.queries) and waited >= limit("write_seconds")


_waiting = _Waiting()
_searches = Minute("searches_a_minute")


def note(
    *,
    said: str,
    found: Found,
    request: HttpRequest,
    chosen: Mapping[Facet, Sequence[str]] | None = None,
) -> None:
    """Count a search that has just been answered. Never raises, writes nothing yet.

    Only first pages count, so that to read on is not to ask again. `chosen` is what was narrowed
    by: if one department was, the query is that department's.
    """
    try:
        _note(said, found, request, chosen or {})
    except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for results
        log.warning("A search was not counted: %r", error)


def _note(
    said: str, found: Found, request: HttpRequest, chosen: Mapping[Facet, Sequence[str]]
) -> None:
    words = kept(said) if found.page == 1 else ""
    if not words or is_robot(request):
        return
    visitor = visitor_of(request)
    if not _searches.takes(visitor):
        return
    day = timezone.localdate()
    _waiting.add(
        day,
        words,
        _narrowed_to(chosen) or (found.hits[0].entry.department if found.hits else ""),
        asked=1,
        askers=int(asks_first(visitor, words, day)),
        # Results for something else are no answer to what was asked.
        nothing=int(not found.total or found.instead),
    )


def _narrowed_to(chosen: Mapping[Facet, Sequence[str]]) -> str:
    """Return the one department that was chosen, if there is such a one: an address may say
    anything, and none of that is kept.
    """
    names = chosen.get(Facet.DEPARTMENT, ())
    known = columns_of(Shelf.PUBLIC).values[Facet.DEPARTMENT] if len(names) == 1 else ()
    return next((name for name in names if name in known), "")


def note_shown(words: str) -> None:
    """Count that results of a query in its kept form were shown where clicks are counted."""
    _waiting.add(timezone.localdate(), words, shown=1)


def note_click(words: str, place: int) -> None:
    """Count a click on the result at a place, from 1."""
    _waiting.add_click(timezone.localdate(), words, place)


def write_when_due(**signal: Any) -> None:
    """Write what waits, if it has waited long enough; called when a request is over."""
    if _waiting.is_due:
        write()


def write(waiting: _Waiting = _waiting) -> None:
    """Write what waits. What cannot be written is lost, and the log says so."""
    queries, clicks = waiting.take()
    try:
        with transaction.atomic():
            # In a fixed order, so that two writers do not wait for each other.
            for some in _portions(sorted(queries)):
                _add_queries([(key, queries[key]) for key in some])
            for some in _portions(sorted(clicks)):
                _add_clicks([(key, clicks[key]) for key in some])
    except DatabaseError as error:
        log.warning("Counts of %d queries could not be written: %s", len(queries), error)


def forget_waiting() -> None:
    """Drop what waits: for tests, whose database is another one each time."""
    _waiting.take()


def _portions(keys: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for at in range(0, len(keys), AT_ONCE):
        yield keys[at : at + AT_ONCE]


def _add_queries(rows: Sequence[tuple[tuple[date, str], _Tally]]) -> None:
    sums = ", ".join(f'"{name}" = search_queryday."{name}" + excluded."{name}"' for name in COUNTED)
    _write_over(
        "search_queryday",
        ("day", "said", "department", *COUNTED),
        "(day, said)",
        # The department of a click is not known; it must not blot out what is.
        f"{sums}, department = CASE WHEN excluded.department = '' "
        "THEN search_queryday.department ELSE excluded.department END",
        [(*key, each.department, *(getattr(each, name) for name in COUNTED)) for key, each in rows],
    )


def _add_clicks(rows: Sequence[tuple[tuple[date, str, int], int]]) -> None:
    _write_over(
        "search_clickday",
        ("day", "said", "place", "clicks"),
        "(day, said, place)",
        "clicks = search_clickday.clicks + excluded.clicks",
        [(*key, number) for key, number in rows],
    )


def _write_over(
    table: str, columns: Sequence[str], key: str, changes: str, rows: Sequence[Sequence[Any]]
) -> None:
    """Add rows in one statement, or their counts to the rows that are there."""
    names = ", ".join(f'"{name}"' for name in columns)
    one = f"({', '.join(['%s'] * len(columns))})"
    sql = (
        f"INSERT INTO {table} ({names}) "  # noqa: S608 - names of ours
        f"VALUES {', '.join([one] * len(rows))} ON CONFLICT {key} DO UPDATE SET {changes}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for row in rows for value in row])
