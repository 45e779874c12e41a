"""What the log of changes tells about answers that were made in an earlier run.

The log is that of `pagecache`: written by the database itself, in the transaction that changes
something. An answer is right as long as nothing it depends on was logged at or after its mark.
Marks are numbers of rows on SQLite, and of transactions on PostgreSQL, where rows become visible
in another order: what was running when an answer was begun counts as later than it.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.utils import timezone
from wagtail import hooks

from pagecache import tags, triggers
from pagecache.models import Change
from pagecache.tasks import KEPT

# Functions (moment) -> tags of what has been shown otherwise since then without being logged.
UNLOGGED = "mirror_unlogged_since"
# Rows of the log may be gone when they are older than KEPT.
TRUSTED = KEPT - timedelta(hours=1)
SOURCES = {".py", ".html", ".txt", ".xml", ".css", ".js", ".svg", ".mo", ".json", ".png", ".woff2"}


def mark() -> int:
    """Return a mark for answers that are begun from now on."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            return cursor.fetchone()[0]
    return (Change.objects.aggregate(last=Max("pk"))["last"] or 0) + 1


class Evidence:
    """What was logged since the oldest answer that is to be judged."""

    def __init__(self, since: int, moment: datetime | None) -> None:
        self._touched: dict[str, int] = {}
        self._oldest = timezone.now() - TRUSTED
        self._now = timezone.now()
        # Without its triggers the database writes nothing down.
        self.is_there = moment is not None and not triggers.missing()
        if not self.is_there:
            return
        column = "writer" if connection.vendor == "postgresql" else "pk"
        rows = Change.objects.filter(**{f"{column}__gte": since}).values_list(column, "tag", "path")
        for number, tag, path in rows.iterator():
            for each in tags.touched(tag, path):
                self._touched[each] = max(number, self._touched.get(each, 0))
        self._unlogged = {
            tag for tell in hooks.get_hooks(UNLOGGED) for tag in tell(moment)
        }  # fmt: skip

    def is_right(
        self, depends: Iterable[str], since: int, made_at: datetime, until: datetime | None
    ) -> bool:
        """Tell whether an answer would be made the same way now."""
        if not self.is_there or made_at < self._oldest or (until and until <= self._now):
            return False
        return not any(
            self._touched.get(tag, -1) >= since or tag in self._unlogged
            for tag in (*depends, tags.ALL)
        )


@cache
def software() -> str:
    """Return a digest of the code, templates, catalogues and packages that make answers."""
    digest = hashlib.sha256()
    for each in sorted(f"{one.name} {one.version}" for one in distributions()):
        digest.update(each.encode())
    folders = {Path(app.path) for app in apps.get_app_configs()}
    folders |= {Path(settings.SITE)} if hasattr(settings, "SITE") else set()
    own = sorted(each for each in folders if "site-packages" not in each.parts)
    for folder in own:
        for file in sorted(folder.rglob("*")):
            if file.suffix in SOURCES and file.is_file():
                digest.update(str(file).encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
