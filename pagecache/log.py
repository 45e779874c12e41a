"""The log of changes as one process has read it: what has changed since it last looked."""

import threading
from collections.abc import Iterable
from time import monotonic

from django.db import connection

from pagecache import tags
from pagecache.models import Change

# Past so many names nothing is known of what was kept before.
MOST_TAGS = 200_000
TABLE = Change._meta.db_table


class Log:
    """Numbers the changes in the order in which this process reads them.

    An answer that was begun when the number was N is right as long as nothing it depends on has a
    number above N: the log was read before the answer was begun, and whatever was committed later
    is read later.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._changed: dict[str, int] = {}
        self._number = 0
        # Nothing that was begun before this is known to be right.
        self._floor = 0
        self._last: int | None = None
        self._looked_at = 0.0
        # PostgreSQL: the oldest transaction that had not ended when the log was read, and which
        # rows since then are known.
        self._oldest = 0
        self._known: dict[int, int] = {}

    @property
    def age(self) -> float:
        """How many seconds ago the log was read."""
        return monotonic() - self._looked_at

    @property
    def number(self) -> int:
        return self._number

    def look(self) -> int:
        """Read what was added; return the number of the last change. One query."""
        with self._lock:
            begun = monotonic()
            rows = self._begin() if self._last is None else self._added()
            for tag, path in rows:
                self._number += 1
                for each in tags.touched(tag, path):
                    self._changed[each] = self._number
            if len(self._changed) > MOST_TAGS:
                self._changed.clear()
                self._floor = self._number
            self._looked_at = begun
            return self._number

    def is_right(self, since: int, depends: Iterable[str]) -> bool:
        """Tell whether nothing of what an answer depends on has changed since it was begun."""
        if since < self._floor:
            return False
        changed = self._changed
        return not any(changed.get(tag, 0) > since for tag in depends)

    def _begin(self) -> list[tuple[str, str]]:
        """Nothing is kept yet: what was before does not matter."""
        if connection.vendor == "postgresql":
            self._oldest = 0
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, "
                    f'(SELECT coalesce(max(id), 0) FROM "{TABLE}")'
                )
                self._oldest, self._last = cursor.fetchone()
                cursor.execute(
                    f'SELECT id, writer FROM "{TABLE}" WHERE writer >= %s', [self._oldest]
                )
                self._known = dict(cursor.fetchall())
            return []
        last = Change.objects.order_by("-pk").values_list("pk", flat=True).first()
        self._last = last or 0
        return []

    def _added(self) -> list[tuple[str, str]]:
        if connection.vendor == "postgresql":
            return self._became_visible()
        added = list(
            Change.objects.filter(pk__gt=self._last).order_by("pk").values_list("pk", "tag", "path")
        )
        if added:
            self._last = added[-1][0]
        return [(tag, path) for _pk, tag, path in added]

    def _became_visible(self) -> list[tuple[str, str]]:
        """A row whose transaction was running when we last looked may have a smaller key than one
        we know: what became visible since is written by that oldest transaction or a later one.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, "
                "c.id, c.tag, c.path, c.writer FROM (SELECT 1) AS one "
                f'LEFT JOIN "{TABLE}" c ON c.writer >= %s ORDER BY c.id',
                [self._oldest],
            )
            rows = cursor.fetchall()
        oldest = rows[0][0]
        added = [row for row in rows if row[1] is not None and row[1] not in self._known]
        self._known.update((row[1], row[4]) for row in added)
        if oldest > self._oldest:
            self._known = {key: by for key, by in self._known.items() if by >= oldest}
            self._oldest = oldest
        return [(row[2], row[3]) for row in added]


log = Log()
