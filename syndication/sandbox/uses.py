"""Counting calls against their quotas."""

from syndication.sandbox.models import Use
from syndication.sandbox.store import statement

# One statement instead of a look and a change: every call to a platform is counted.
_TAKE = """
    INSERT INTO sandbox_use (owner, what, period, count) VALUES (%s, %s, %s, 1)
    ON CONFLICT (owner, what, period) DO UPDATE SET count = count + 1 WHERE count < %s
    RETURNING count
"""


def take(owner: str, what: str, period: str, limit: int) -> bool:
    """Count one call; False if that was one too many."""
    if limit < 1:
        return False
    with statement() as cursor:
        cursor.execute(_TAKE, [owner, what, period, limit])
        return cursor.fetchone() is not None


def taken(owner: str, what: str, period: str) -> int:
    use = Use.objects.filter(owner=owner, what=what, period=period).first()
    return use.count if use else 0
