"""Opening releases: what waited for them is due at once."""

from django.db import transaction
from django.utils import timezone

from syndication.hints import work_soon
from syndication.models import ChannelCopy, Release
from syndication.models.copy import CopyQuerySet


def waiting_for(release: Release) -> CopyQuerySet:
    """Return the copies that nothing but the release keeps from going out."""
    return ChannelCopy.objects.filter(
        release=release, wanted=True, code="waits_for_release"
    ).select_related("account")


@transaction.atomic
def open_now(release: Release) -> int:
    """Open a release by hand; return how many copies go out: what is held back stays."""
    Release.objects.filter(pk=release.pk, opened_at=None).update(opened_at=timezone.now())
    waiting = waiting_for(release)
    accounts = set(waiting.values_list("account", flat=True))
    count = waiting.filter(held=False).count()
    waiting.update(next_at=timezone.now())
    for account_id in accounts:
        work_soon(account_id)
    return count
