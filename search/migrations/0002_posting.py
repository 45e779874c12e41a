"""The table of postings, in the order of its key."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = {
    # Without a number of their own, rows lie in the order of the key, and it is stored once.
    "sqlite": """CREATE TABLE search_posting (
        term TEXT NOT NULL, block INTEGER NOT NULL, places BLOB NOT NULL,
        PRIMARY KEY (term, block)) WITHOUT ROWID""",
    # Terms are compared byte by byte, whatever language the database speaks; room is left in each
    # page, so that a changed row stays where the key's index knows it.
    "postgresql": """CREATE TABLE search_posting (
        term varchar(64) COLLATE "C" NOT NULL, block integer NOT NULL, places bytea NOT NULL,
        PRIMARY KEY (term, block)) WITH (fillfactor = 80)""",
}


def create(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(TABLES[schema_editor.connection.vendor])


def drop(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("DROP TABLE search_posting")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
