"""Whether publishing a page is enough to answer for what its channels get (`docs/reviews.md`)."""

from wagtail.models import Page

from reviews.models import Passage


def publishing_suffices(page: Page) -> bool:
    """False for what went out by leave of a review: its channels get what the stages saw.

    An emergency is answered for by whoever published it, and so is what was never reviewed.
    """
    passage = Passage.objects.filter(page_ref=page.pk, revision_ref=page.live_revision_id or 0)
    newest = passage.first()
    return newest is None or newest.emergency_ref != 0
