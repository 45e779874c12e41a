"""Whether publishing a page is enough to answer for what its channels get (`docs/reviews.md`)."""

from wagtail.models import Page

from reviews.door import may_show
from reviews.models import Passage


def publishing_suffices(page: Page, root: Page) -> bool:
    """Tell whether what an account gets of a page is answered for by who published it.

    `root` is the place that leads the page there: one above it, or above an alias of it. Not for
    what went out by leave of a review: its channels get what the stages saw. An emergency is
    answered for by whoever published it, and so is what was never reviewed. Nor for what an alias
    leads to an account, as long as the stages of its place have not approved it.
    """
    passages = Passage.objects.filter(page_ref=page.pk, revision_ref=page.live_revision_id or 0)
    newest = passages.first()
    if newest is not None and newest.emergency_ref == 0:
        return False
    if page.path.startswith(root.path):
        return True
    aliases = Page.objects.filter(alias_of=page.pk, live=True, path__startswith=root.path)
    return all(may_show(alias, page) for alias in aliases)
