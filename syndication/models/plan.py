"""What the planner last saw of a page."""

from datetime import UTC, datetime

from django.db import models

# Stands for "no such moment": comparing rows in SQL is simpler without NULL.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class PagePlan(models.Model):
    """A page is planned again when any of this no longer matches the page's row.

    Comparing beats remembering what was signalled: some publications send no signal, and a
    crash between the page's row and the signal sends none either.
    """

    page_ref = models.PositiveBigIntegerField(primary_key=True)
    live = models.BooleanField()
    revision_ref = models.PositiveBigIntegerField(default=0)
    published_at = models.DateTimeField(default=NEVER)
    url_path = models.TextField()
    # The version that the public address has answered with.
    answered = models.CharField(max_length=80, blank=True)
    planned_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"page {self.page_ref}"
