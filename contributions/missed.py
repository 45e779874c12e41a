"""What happened to originals and references while nobody could note it, found by looking.

Receivers never fail a publication; what they could not note is noted here, some minutes later.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from contributions import following
from contributions.models import Adoption, Contribution, Way

# So long may the request that publishes be at it still.
UNDER_WAY = timedelta(minutes=2)
Missed = tuple[int, Callable[[Page], None]]

log = logging.getLogger(__name__)


def note_missed() -> int:
    """Note what was missed; return how much could be. One that fails stops no other."""
    noted = 0
    for pk, note in [*_changed(), *_taken_down(), *_references_taken_down()]:
        page = Page.objects.filter(pk=pk).first()
        if page is None:
            continue
        try:
            with transaction.atomic():
                note(page.specific)
        except Exception:
            # Whatever it is, it is still there the next time.
            log.exception("What page %s means for contributions cannot be noted", pk)
        else:
            noted += 1
    return noted


def _originals(*, live: bool) -> QuerySet[Contribution]:
    return Contribution.objects.filter(
        state__in=following.FOLLOWED, page__live=live, page__alias_of=None
    )


def _changed() -> Iterator[Missed]:
    """Yield the originals of which another version is public than the one that was noted."""
    quiet = timezone.now() - UNDER_WAY
    other = _originals(live=True).filter(
        page__live_revision__isnull=False, page__last_published_at__lt=quiet
    )
    pages = other.exclude(revision=F("page__live_revision")).values_list("page", flat=True)
    for pk in pages.distinct():
        yield pk, following.on_public


def _taken_down() -> Iterator[Missed]:
    """Yield the originals that are public no more, of which that was not noted."""
    gone = _originals(live=False).exclude(digest="").values_list("page", flat=True)
    for pk in gone.distinct():
        yield pk, following.on_taken_down


def _references_taken_down() -> Iterator[Missed]:
    """Yield the references that the main site took down while their originals are public."""
    # One that goes with its original, and comes back a moment after it, leaves no such entry.
    by_itself = PageLogEntry.objects.filter(
        page=OuterRef("page"), action="wagtail.unpublish", timestamp__gt=OuterRef("adopted_at")
    )
    standing = Adoption.objects.standing().filter(
        Exists(by_itself), way=Way.REFERENCE, page__live=False, page__alias_of__live=True
    )
    for pk in standing.values_list("page", flat=True):
        yield pk, following.on_taken_down
