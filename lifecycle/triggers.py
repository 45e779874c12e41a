"""Triggers that hold the database to what never changes, whoever writes and by what means.

They are made after every `migrate`, because SQLite drops a table's triggers when a later migration
makes the table anew. `missing` tells which are not there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class Fixed:
    """Columns of a table that keep what they say, once they say something."""

    name: str
    table: str
    columns: tuple[str, ...]


FIXED = (
    Fixed("lifecycle_first_published", "wagtailcore_page", ("first_published_at",)),
    Fixed("lifecycle_record", "lifecycle_firstpublication", ("page_ref", "at", "way", "evidence")),
    Fixed(
        "lifecycle_earlier", "lifecycle_earlierversion",
        ("page_ref", "content", "sha256", "public_from", "public_until"),
    ),
)  # fmt: skip


def install(using: str = "default", **kwargs: Any) -> None:
    """Make the triggers that are not there (receiver of post_migrate)."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for fixed in FIXED:
            if fixed.table in tables:
                for statement in _statements(connection, fixed):
                    cursor.execute(statement)


def missing(using: str = "default") -> list[str]:
    """Return the names of triggers that are not there."""
    connection = connections[using]
    query = (
        "SELECT tgname FROM pg_trigger"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {name for (name,) in cursor.fetchall()}
    return [fixed.name for fixed in FIXED if fixed.name not in there]


# Tables and columns are our own names: nobody's words come into these statements.
def _statements(connection: BaseDatabaseWrapper, fixed: Fixed) -> Iterator[str]:
    columns, said = ", ".join(f'"{each}"' for each in fixed.columns), f"{fixed.name}: fixed"
    if connection.vendor == "postgresql":
        changed = " OR ".join(
            f'(OLD."{each}" IS NOT NULL AND NEW."{each}" IS DISTINCT FROM OLD."{each}")'
            for each in fixed.columns
        )
        yield (
            f"CREATE OR REPLACE FUNCTION {fixed.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{said}' USING ERRCODE = 'integrity_constraint_violation'; "
            "END $$"
        )
        yield (
            f"CREATE OR REPLACE TRIGGER {fixed.name} BEFORE UPDATE OF {columns} "
            f"ON {fixed.table} FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION {fixed.name}()"
        )
    elif connection.vendor == "sqlite":
        changed = " OR ".join(
            f'(OLD."{each}" IS NOT NULL AND NEW."{each}" IS NOT OLD."{each}")'
            for each in fixed.columns
        )
        yield (
            f"CREATE TRIGGER IF NOT EXISTS {fixed.name} BEFORE UPDATE OF {columns} "
            f"ON {fixed.table} WHEN {changed} BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )
