"""A migrated database, made once and copied: migrating takes longer than most tests."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".pytest_cache" / "migrated"
ON_POSTGRES = "POSTGRES_TEMPLATE"
"""The variable that names the database to copy on PostgreSQL; who sets it drops it in the end."""


def copy_to_file(target: Path) -> None:
    """Put a migrated SQLite database there."""
    CACHE.mkdir(parents=True, exist_ok=True)
    ready = CACHE / f"{_digest()}.sqlite3"
    with _alone(CACHE / "lock"):
        if not ready.exists():
            for older in CACHE.glob("*.sqlite3"):
                older.unlink()
            with tempfile.TemporaryDirectory(dir=CACHE) as folder:
                _migrate(DATA_DIR=folder)
                (Path(folder) / "portal.sqlite3").rename(ready)
    target.unlink(missing_ok=True)
    shutil.copyfile(ready, target)


def create_on_server(server: str, name: str) -> bool:
    """Create a database of that name, migrated if there is a template; return whether it is.

    `server` is the address of a database from which others can be created.
    """
    template = os.environ.get(ON_POSTGRES)
    with psycopg.connect(server, autocommit=True) as connection:
        if not template:
            _run(connection, "CREATE DATABASE {}", name)
            return False
        # One after the other: nobody copies what is not ready, or while somebody else does.
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [template])
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if found.fetchone() is None:
            raw = f"{template}_raw"
            _run(connection, "DROP DATABASE IF EXISTS {}", raw)
            _run(connection, "CREATE DATABASE {}", raw)
            _migrate(DATABASE_URL=f"{server.rpartition('/')[0]}/{raw}")
            _run(connection, "ALTER DATABASE {} RENAME TO {}", raw, template)
        _run(connection, "CREATE DATABASE {} TEMPLATE {}", name, template)
        return True


def server_of(database: dict[str, Any]) -> str:
    """Return the address of the database that Django's settings name."""
    place = f"{database['HOST'] or 'localhost'}:{database['PORT'] or 5432}"
    login = ":".join(quote(part, safe="") for part in (database["USER"], database["PASSWORD"]))
    return f"postgres://{login}@{place}/{database['NAME']}"


def drop_on_server(server: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        _run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _run(connection: psycopg.Connection[Any], statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _migrate(**environment: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env={
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "DJANGO_SETTINGS_MODULE": "portal.settings.embedded",
            **environment,
        },
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=300,
    )


def _digest() -> str:
    """Return what changes with any migration, of ours or of a package."""
    said = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/*/migrations/*.py")]):
        said.update(path.read_bytes())
    return said.hexdigest()[:20]


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
