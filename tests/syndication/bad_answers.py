"""Portals that do not answer as they should."""

from django.db import connection

from syndication.answers import Answer


def endless(words: str, limit: int) -> list[Answer]:
    """Search for longer than anybody waits."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 2000000000)"
            " SELECT max(x) FROM n"
        )
    return []


def broken(words: str, limit: int) -> list[Answer]:
    raise ValueError(f"cannot make sense of {words}")
