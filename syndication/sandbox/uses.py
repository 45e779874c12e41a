"""Counting calls against their quotas."""

from syndication.sandbox.models import Use
from syndication.sandbox.store import exclusive


def take(owner: str, what: str, period: str, limit: int) -> bool:
    """Count one call; False if that was one too many."""
    with exclusive():
        use, _ = Use.objects.get_or_create(owner=owner, what=what, period=period)
        if use.count >= limit:
            return False
        use.count += 1
        use.save(update_fields=["count"])
        return True


def taken(owner: str, what: str, period: str) -> int:
    use = Use.objects.filter(owner=owner, what=what, period=period).first()
    return use.count if use else 0
