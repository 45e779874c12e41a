"""Who reviewed an article, at its foot: 一审：张三　二审：李四　三审：王五."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from reviews.models import Passage, ReviewStage, SignOff, Verdict


class ReviewersAtTheFoot(Component):
    template_name = "reviews/foot.html"

    def __init__(self, signed: list[SignOff]) -> None:
        self.signed = signed

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"signed": self.signed}


def reviewers_at_the_foot(page: Page, request: HttpRequest | None) -> ReviewersAtTheFoot | None:
    """Return the names to print; None for drafts, and where no stage prints them. One query."""
    if not page.pk or not page.live or getattr(request, "is_preview", False):
        return None
    signed = signed_off(page)
    return ReviewersAtTheFoot(signed) if signed else None


def _passages(page: Page) -> QuerySet:
    return Passage.objects.filter(page_ref=page.pk, revision_ref=page.live_revision_id or 0)


reviewers_at_the_foot.rows = _passages


def signed_off(page: Page) -> list[SignOff]:
    """Return the sign-offs of what the public sees of a page, that may be printed, in order."""
    passed = _passages(page).filter(
        digest=OuterRef("digest"),
        signed_ref=OuterRef("page_ref"),
        workflow_ref=OuterRef("workflow_ref"),
    )
    rows = SignOff.objects.filter(
        Exists(passed),
        stage_ref__in=ReviewStage.objects.filter(is_printed=True).values("pk"),
    )
    latest = {row.stage_ref: row for row in rows.order_by("pk")}
    found = [row for row in latest.values() if row.verdict == Verdict.APPROVED]
    return sorted(found, key=lambda row: row.order)
