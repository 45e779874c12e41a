"""Connection options the portal relies on, per database engine."""

from typing import Any


def database_from(parsed: dict[str, Any]) -> dict[str, Any]:
    """Complete a parsed `DATABASE_URL` with the options the portal relies on.

    SQLite: write-ahead log, and transactions that take the write lock when they begin. A
    deferred one that reads first fails at once with "database is locked" when it comes to
    write, however long the timeout.
    """
    database = dict(parsed)
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            **database.get("OPTIONS", {}),
        }
    else:
        database["CONN_HEALTH_CHECKS"] = True
    # Opening one costs more than most of what is asked through it.
    database["CONN_MAX_AGE"] = 60
    return database
