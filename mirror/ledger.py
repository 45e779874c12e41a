"""What was answered at each address in the runs so far: a database of one file beside the copy.

It is no part of the copy. It may be deleted at any time: the next run makes everything anew. A run
that was killed finds here what it had already asked for.
"""

import json
import sqlite3
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

# Of what is written between two commits, a killed run loses so many answers at most.
BATCH = 50
SHAPE = """
CREATE TABLE IF NOT EXISTS answer (
  root TEXT, path TEXT, page INTEGER, status INTEGER, kind TEXT, leads_to TEXT, refused TEXT,
  digest TEXT, size INTEGER, body BLOB, tags TEXT, until TEXT, since INTEGER, made_at TEXT,
  links TEXT, forms INTEGER, validators TEXT, PRIMARY KEY (root, path, page)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (
  path TEXT PRIMARY KEY, digest TEXT, size INTEGER, changed_ns INTEGER, made_of TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT);
"""
Key = tuple[str, str, int]


@dataclass(slots=True)
class Row:
    """An answer without its bytes. `digest` is the SHA-256 of what the portal answered; `tags` is
    None if the portal did not say what it depends on.
    """

    status: int
    kind: str
    leads_to: str
    refused: str
    digest: str
    size: int
    tags: tuple[str, ...] | None
    until: datetime | None
    since: int
    made_at: datetime
    links: tuple[str, ...]
    forms: int
    validators: dict[str, str]


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was written: SHA-256, bytes, time of change, and a digest of what it was made
    of: the portal's answer and what its links became.
    """

    digest: str
    size: int
    changed_ns: int
    made_of: str


class Ledger:
    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(file, isolation_level=None)
        self._base.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; {SHAPE}")
        self._waiting = 0

    def close(self) -> None:
        self.commit()
        self._base.close()

    def commit(self) -> None:
        if self._base.in_transaction:
            self._base.execute("COMMIT")
        self._waiting = 0

    def _write(self, statement: str, values: tuple) -> None:
        if not self._base.in_transaction:
            self._base.execute("BEGIN")
        self._base.execute(statement, values)
        self._waiting += 1
        if self._waiting >= BATCH:
            self.commit()

    # --- Facts about the runs ------------------------------------------------------------------

    def fact(self, name: str) -> str:
        row = self._base.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def remember(self, name: str, value: str) -> None:
        self._write("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    # --- Answers -------------------------------------------------------------------------------

    def rows(self) -> dict[Key, Row]:
        found = self._base.execute(
            "SELECT root, path, page, status, kind, leads_to, refused, digest, size, tags, until, "
            "since, made_at, links, forms, validators FROM answer"
        )
        return {tuple(row[:3]): _row(row[3:]) for row in found}

    def keep(self, key: Key, row: Row, body: bytes | None) -> None:
        """Keep an answer; of pages, whose copies are written from it, also the bytes."""
        packed = None if body is None else zlib.compress(body, 1)
        tags = None if row.tags is None else json.dumps(row.tags)
        until = row.until.isoformat() if row.until else ""
        self._write(
            "INSERT OR REPLACE INTO answer VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                *key, row.status, row.kind, row.leads_to, row.refused, row.digest, row.size, packed,
                tags, until, row.since, row.made_at.isoformat(), json.dumps(row.links), row.forms,
                json.dumps(row.validators),
            ),
        )  # fmt: skip

    def body(self, key: Key) -> bytes:
        [packed] = self._base.execute(
            "SELECT body FROM answer WHERE root = ? AND path = ? AND page = ?", key
        ).fetchone()
        return zlib.decompress(packed)

    def forget(self, key: Key) -> None:
        self._write("DELETE FROM answer WHERE root = ? AND path = ? AND page = ?", key)

    def forget_all(self) -> None:
        self._write("DELETE FROM answer", ())
        self._write("DELETE FROM file", ())

    # --- Files of the copy ---------------------------------------------------------------------

    def files(self) -> dict[str, File]:
        """Return the files as they were written, by path."""
        rows = self._base.execute("SELECT path, digest, size, changed_ns, made_of FROM file")
        return {path: File(*values) for path, *values in rows}

    def wrote(self, path: str, file: File) -> None:
        values = (path, file.digest, file.size, file.changed_ns, file.made_of)
        self._write("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", values)

    def removed(self, path: str) -> None:
        self._write("DELETE FROM file WHERE path = ?", (path,))


def _row(values: tuple) -> Row:
    status, kind, leads_to, refused, digest, size, tags, until, since, made, links, *rest = values
    forms, validators = rest
    return Row(
        status, kind, leads_to, refused, digest, size,
        None if tags is None else tuple(json.loads(tags)),
        datetime.fromisoformat(until) if until else None,
        since, datetime.fromisoformat(made), tuple(json.loads(links)), forms,
        json.loads(validators),
    )  # fmt: skip
