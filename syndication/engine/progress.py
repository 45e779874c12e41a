"""Corrections are settled by what was observed, not by what was ordered."""

from syndication.channels.remedies import Remedy
from syndication.engine import declare
from syndication.models import ChannelCopy, CorrectionItem
from syndication.models.copy import Position


def review(copy: ChannelCopy) -> None:
    """Settle the correction of a copy, or the one it was published for, if it is done."""
    if copy.is_notice:
        _review_what_it_corrects(copy)
    if copy.correcting_id is None:
        return
    item: CorrectionItem = copy.correcting
    if _is_done(copy, item):
        item.settle()
        copy.correcting = None
        declare.follow_again(copy)
        copy.save()


def _is_done(copy: ChannelCopy, item: CorrectionItem) -> bool:
    if not copy.wanted:
        return copy.position == Position.ABSENT and not copy.remote
    if copy.is_over:
        return True
    match Remedy(item.remedy):
        case Remedy.REPLACE:
            # Whatever the page says by now, what was wrong is gone.
            is_new = copy.live_at is not None and copy.live_at > item.correction.signed_at
            return copy.is_there and not copy.replacing and is_new
        case Remedy.AMEND:
            return copy.is_there and not copy.replacing and not copy.is_outdated
    return False


def _review_what_it_corrects(notice: ChannelCopy) -> None:
    if notice.position != Position.LIVE:
        return
    for item in CorrectionItem.objects.filter(beside=notice, settled_at=None):
        settle_as_it_is(item)


def settle_as_it_is(item: CorrectionItem, user: object = None) -> None:
    """Settle a line whose copy stays on the platform as it was published."""
    item.settle(user)
    copy = (
        ChannelCopy.objects.select_for_update(of=("self",))
        .select_related("account")
        .get(pk=item.copy_id)
    )
    copy.correcting = None
    declare.follow_again(copy)
    copy.save()
