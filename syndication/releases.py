"""Opening releases: what waited for them is due at once."""

from django.db import transaction
from django.utils import timezone

from syndication.hints import work_soon
from syndication.models import ChannelCopy, Release


@transaction.atomic
def open_now(release: Release) -> int:
    """Open a release by hand; return how many copies were waiting for it."""
    Release.objects.filter(pk=release.pk, opened_at=None).update(opened_at=timezone.now())
    waiting = ChannelCopy.objects.filter(release=release, wanted=True, code="waits_for_release")
    accounts = set(waiting.values_list("account", flat=True))
    count = waiting.update(next_at=timezone.now())
    for account_id in accounts:
        work_soon(account_id)
    return count
