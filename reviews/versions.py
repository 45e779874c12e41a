"""Which versions of a page are one: what was approved, and the same once it is published.

A page completes itself when it is published: an article gets its time, a document its number.
Whoever opens what is public and changes nothing has the version that was approved before them.
"""

from wagtail.models import Page, Revision

from reviews.content import digest_of
from reviews.models.signoff import Passage


def version_of(page: Page) -> str:
    """Return the digest under which a page, as it stands in memory, is approved or refused."""
    return as_approved(page.pk, digest_of(page))


def version_of_draft(revision: Revision) -> str:
    """Return the same of a saved draft; worked out once for each time it is loaded."""
    if not hasattr(revision, "version_digest"):
        revision.version_digest = version_of(revision.as_object())
    return revision.version_digest


def as_approved(page_ref: int | None, digest: str) -> str:
    """Return the digest that was approved of what has this one since it is public."""
    if page_ref is None:
        return digest
    passages = Passage.objects.filter(page_ref=page_ref, signed_ref=page_ref, live_digest=digest)
    before = passages.values_list("digest", flat=True).first()
    return before or digest
