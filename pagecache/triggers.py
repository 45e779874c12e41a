"""Triggers that log what changes, in the transaction that changes it.

Signals would miss what is written by `QuerySet.update`, by imports and by hand; a log written
afterwards would be lost with the process. They go before every `migrate` and are made after it:
SQLite can make no table anew that the triggers of others name.
"""

from collections.abc import Iterator
from hashlib import blake2b

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from wagtail.models import Page, PageViewRestriction

from pagecache import tags
from pagecache.models import Change
from pagecache.watched import Watched, page_columns, watched

PREFIX = "pagecache_"
PAGES = Page._meta.db_table
LOG = Change._meta.db_table


def install(using: str = "default", **kwargs: object) -> None:
    """Make all triggers (post_migrate); what was kept before is right no more."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if not {LOG, PAGES} <= tables:
        return
    remove(using)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for trigger in _triggers(connection.vendor):
            if trigger.table in tables:
                for statement in trigger.statements:
                    cursor.execute(statement)
        cursor.execute(_Writer(connection.vendor).one(f"'{tags.ALL}'", "''"))


def remove(using: str = "default", **kwargs: object) -> None:
    """Drop all triggers, those of other versions, too (pre_migrate)."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute(_listing(connection))
        for name, table in cursor.fetchall():
            for statement in _drop(connection.vendor, name, table):
                cursor.execute(statement)


def missing(using: str = "default") -> list[str]:
    """Return the names of triggers that are not there."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(_listing(connection))
        there = {name for name, _table in cursor.fetchall()}
    return [each.name for each in _triggers(connection.vendor) if each.name not in there]


class _Trigger:
    """One trigger; its name has a digest of what it does, so that another one has another name."""

    def __init__(self, vendor: str, table: str, event: str, when: str, body: str) -> None:
        self.table = table
        digest = blake2b(f"{event}{when}{body}".encode(), digest_size=5).hexdigest()
        kind = event.split()[0].lower()
        self.name = f"{PREFIX}{kind}_{digest}_{table}"[:63]
        if vendor == "sqlite":
            condition = f" WHEN {when}" if when else ""
            self.statements = [
                f'CREATE TRIGGER "{self.name}" AFTER {event} ON "{table}" FOR EACH ROW{condition} '
                f"BEGIN {body}; END"
            ]
        else:
            condition = f" WHEN ({when})" if when else ""
            self.statements = [
                f'CREATE OR REPLACE FUNCTION "{self.name}"() RETURNS trigger LANGUAGE plpgsql AS '
                f"$$ BEGIN {body}; RETURN NULL; END $$",
                f'CREATE TRIGGER "{self.name}" AFTER {event} ON "{table}" FOR EACH ROW{condition} '
                f'EXECUTE FUNCTION "{self.name}"()',
            ]


# Tables and columns are our own names: nobody's words come into these statements.
def _triggers(vendor: str) -> Iterator[_Trigger]:
    write = _Writer(vendor)
    yield from _of_pages(vendor, write)
    yield from _of_restrictions(vendor, write)
    for each in watched():
        yield from _of_table(vendor, write, each)


class _Writer:
    """The statements that write to the log."""

    def __init__(self, vendor: str) -> None:
        self.vendor = vendor
        is_postgresql = vendor == "postgresql"
        self._columns = f'"{LOG}" (tag, path{", writer" if is_postgresql else ""})'
        self._writer = ", pg_current_xact_id()::text::bigint" if is_postgresql else ""
        self.differs = "IS DISTINCT FROM" if is_postgresql else "IS NOT"

    def one(self, tag: str, path: str) -> str:
        return f"INSERT INTO {self._columns} VALUES ({tag}, {path}{self._writer})"

    def pages(self, where: str) -> str:
        """Log pages `p` that a condition finds."""
        return (
            f"INSERT INTO {self._columns} SELECT 'page:' || p.id, p.path{self._writer} "
            f'FROM "{PAGES}" p WHERE p.live AND {where}'
        )

    def changed(self, columns: tuple[str, ...]) -> str:
        return " OR ".join(f'OLD."{each}" {self.differs} NEW."{each}"' for each in columns)


def _of_pages(vendor: str, write: _Writer) -> Iterator[_Trigger]:
    old, new = (write.one(f"'page:' || {row}.id", f"{row}.path") for row in ("OLD", "NEW"))
    yield _Trigger(vendor, PAGES, "INSERT", "NEW.live", new)
    yield _Trigger(vendor, PAGES, "DELETE", "OLD.live", old)
    columns = page_columns()
    event = f"UPDATE OF {', '.join(columns)}"
    seen = f"(OLD.live OR NEW.live) AND ({write.changed(columns)})"
    yield _Trigger(vendor, PAGES, event, seen, new)
    # Where it stood is another place, too.
    yield _Trigger(vendor, PAGES, "UPDATE OF path", "OLD.live AND OLD.path <> NEW.path", old)


def _of_restrictions(vendor: str, write: _Writer) -> Iterator[_Trigger]:
    """What nobody may see any more is all that stands below a page. What everybody may see again
    becomes the neighbour of pages that do not know of it: nothing is right then.
    """
    table = PageViewRestriction._meta.db_table
    top = f'SELECT r.path FROM "{PAGES}" r WHERE r.id = NEW.page_id'
    yield _Trigger(vendor, table, "INSERT", "", write.pages(f"p.path LIKE ({top}) || '%'"))
    for event in ("DELETE", "UPDATE"):
        yield _Trigger(vendor, table, event, "", write.one(f"'{tags.ALL}'", "''"))


def _of_table(vendor: str, write: _Writer, each: Watched) -> Iterator[_Trigger]:
    def body(row: str) -> str:
        if each.tag:
            return write.one(f"'{each.tag}'", "''")
        return write.pages(f'p.id = {row}."{each.page}"')

    if each.inserts:
        yield _Trigger(vendor, each.table, "INSERT", "", body("NEW"))
    yield _Trigger(vendor, each.table, "DELETE", "", body("OLD"))
    if not each.columns:
        return
    event = "UPDATE OF " + ", ".join(f'"{column}"' for column in each.columns)
    yield _Trigger(vendor, each.table, event, write.changed(each.columns), body("NEW"))
    if each.page in each.columns:
        moved = f'OLD."{each.page}" {write.differs} NEW."{each.page}"'
        yield _Trigger(vendor, each.table, f'UPDATE OF "{each.page}"', moved, body("OLD"))


def _listing(connection: BaseDatabaseWrapper) -> str:
    if connection.vendor == "postgresql":
        return (
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger "
            f"WHERE NOT tgisinternal AND tgname LIKE '{PREFIX}%'"
        )
    return (
        f"SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name GLOB '{PREFIX}*'"
    )


def _drop(vendor: str, name: str, table: str) -> Iterator[str]:
    if vendor == "sqlite":
        yield f'DROP TRIGGER "{name}"'
    else:
        yield f'DROP TRIGGER "{name}" ON {table}'
        yield f'DROP FUNCTION "{name}"()'
