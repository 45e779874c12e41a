"""Ends of pages' public lives of which nothing was kept, because that failed or nobody was told.

They are made good by the nightly look: the address answers that the page is gone, as it does where
nobody says anything else. What somebody had decided otherwise is lost, and has to be said again.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, OuterRef
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from lifecycle.discrepancies import Discrepancy, discrepancy
from lifecycle.models import Cause, FirstPublication, Meaning, Way, Withdrawal
from lifecycle.withdrawing import Decision, withdraw

TAKEN_DOWN = ("wagtail.unpublish", "wagtail.unpublish.scheduled")
DELETED = "wagtail.delete"
# So long may a request be at it still.
UNDER_WAY = timedelta(minutes=10)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unnoticed:
    """A page that was public and is not. `at` and `user` are what Wagtail's log says, if it does;
    `page` is None if it was deleted.
    """

    record: FirstPublication
    page: Page | None = None
    at: datetime | None = None
    user: AbstractBaseUser | None = None

    def as_discrepancy(self, *, is_kept: bool = False) -> Discrepancy:
        """Return how it is told; `is_kept`: it has been made good."""
        if self.page is None:
            what = "kept_deleted" if is_kept else "not_kept_deleted"
        else:
            what = "kept_afterwards" if is_kept else "not_kept"
        return discrepancy(what, page=self.record.page_ref)


def unnoticed() -> Iterator[Unnoticed]:
    """Yield what is not kept. What ended before the record began is nobody's fault."""
    yield from _taken_down()
    yield from _deleted()


def make_good() -> list[Discrepancy]:
    """Keep what was not kept, and return that. One that fails stops no other."""
    kept = []
    for missed in list(unnoticed()):
        try:
            _keep(missed)
        except Exception:
            # Whatever it was, it comes again: `discrepancies` still finds it, and tells of it.
            log.exception(
                "Nothing can be kept of the withdrawal of page %s", missed.record.page_ref
            )
        else:
            kept.append(missed.as_discrepancy(is_kept=True))
    return kept


def _taken_down() -> Iterator[Unnoticed]:
    standing = Withdrawal.objects.standing().filter(page_ref=OuterRef("pk"))
    hidden = Page.objects.filter(live=False, first_published_at__isnull=False)
    pages = {page.pk: page for page in hidden.exclude(Exists(standing))}
    last = _last_entries(TAKEN_DOWN, pages)
    for record in FirstPublication.objects.filter(page_ref__in=pages).order_by("page_ref"):
        page, entry = pages[record.page_ref], last.get(record.page_ref)
        at = entry.timestamp if entry else None
        if at is not None and page.last_published_at and at < page.last_published_at:
            # Of an earlier time that it was taken down.
            at = entry = None
        if at is None and page.last_published_at is None:
            # A draft that was public elsewhere (`carry_over`).
            continue
        if record.way == Way.ADOPTED and (at is None or at < record.recorded_at):
            continue
        if at is not None and timezone.now() - at < UNDER_WAY:
            continue
        yield Unnoticed(record, page, at, entry.user if entry else None)


def _deleted() -> Iterator[Unnoticed]:
    there = Page.objects.filter(pk=OuterRef("page_ref"))
    kept = Withdrawal.objects.filter(page_ref=OuterRef("page_ref"))
    gone = FirstPublication.objects.filter(way=Way.PUBLISHED).exclude(Exists(there))
    records = {record.page_ref: record for record in gone.exclude(Exists(kept))}
    last = _last_entries((DELETED,), records)
    for ref, record in sorted(records.items()):
        entry = last.get(ref)
        yield Unnoticed(
            record, None, entry.timestamp if entry else None, entry.user if entry else None
        )


def _last_entries(actions: tuple[str, ...], refs: dict) -> dict[int, PageLogEntry]:
    entries = PageLogEntry.objects.filter(action__in=actions, page_id__in=refs)
    # The later of two takes the place of the earlier.
    return {entry.page_id: entry for entry in entries.order_by("timestamp").select_related("user")}


def _keep(missed: Unnoticed) -> None:
    at = missed.at or timezone.now()
    if missed.page is None:
        # Which addresses it had nobody knows any more.
        Withdrawal.objects.create(
            page_ref=missed.record.page_ref, tree_path="", title=missed.record.title,
            meaning=Meaning.GONE, cause=Cause.DELETED, user=missed.user, withdrawn_at=at,
        )  # fmt: skip
        return
    decision = Decision(Meaning.GONE, user=missed.user, cause=Cause.AFTERWARDS)
    if missed.page.expired:
        decision = Decision(Meaning.EXPLAINED, cause=Cause.EXPIRED)
    withdraw(missed.page.specific, decision, at)
