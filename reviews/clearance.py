"""Whether the content of a page may be seen in a place: approved by all stages, or an emergency."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page

from attachments.gate import Finding
from reviews.content import digest_of
from reviews.governing import Review
from reviews.models import Emergency, Outcome, Passage, SignOff, Verdict
from reviews.versions import as_approved

CHECK = "reviews"


@dataclass(frozen=True, slots=True)
class Clearance:
    """By whose leave some content may go out: that of all stages, or of an emergency."""

    signed_ref: int
    digest: str
    emergency: Emergency | None = None


def clearance_of(page: Page, review: Review, *digests: str) -> Clearance | None:
    """Return by whose leave a page's content may be seen under a review.

    An alias shows its source's content, so its source's sign-offs at these stages count.
    """
    ref = source_of(page).pk
    if ref is None:
        return None
    wanted = digests or (digest_as_source(page),)
    for signed_ref, digest in _forms(ref, wanted, review):
        if not missing_at(signed_ref, digest, review):
            return Clearance(signed_ref, digest)
        if emergency := _emergency(signed_ref, digest, review):
            return Clearance(signed_ref, digest, emergency)
    return None


def missing_at(ref: int, digest: str, review: Review) -> list[str]:
    """Return the short names of the stages that have not approved this content of a page."""
    if not review.stages:
        return [_("no stage in use")]
    rows = SignOff.objects.filter(page_ref=ref, digest=digest, stage_ref__in=review.refs)
    latest = dict(rows.order_by("pk").values_list("stage_ref", "verdict"))
    return [stage.label for stage in review.stages if latest.get(stage.pk) != Verdict.APPROVED]


def lacking(page: Page, review: Review) -> Finding:
    """Return what is told of a page whose content lacks a stage's approval. Nobody waives it."""
    source = source_of(page)
    digest = as_approved(source.pk, digest_as_source(page))
    missing = missing_at(source.pk or 0, digest, review)
    return Finding(
        check=CHECK,
        what=_("This version is not approved by: %(stages)s. Hand the page in for review.")
        % {"stages": "、".join(missing)},
        place=_("review “%(name)s”") % {"name": review.workflow.name},
        digest=hashlib.sha256(f"{CHECK}:{digest}:{missing}".encode()).hexdigest(),
        waivable=False,
    )


def digest_as_source(page: Page) -> str:
    """Return the digest of a page; of an alias, as if it had its source's address."""
    return digest_of(page, slug=source_of(page).slug if page.alias_of_id else "")


def source_of(page: Page) -> Page:
    """Return the page whose text an alias shows, through aliases of aliases; else itself."""
    seen = set()
    while page.alias_of_id and page.alias_of_id not in seen:
        seen.add(page.alias_of_id)
        page = Page.objects.get(pk=page.alias_of_id)
    return page


def _forms(ref: int, digests: Iterable[str], review: Review) -> list[tuple[int, str]]:
    """Return what may have been signed: this content, and what it was before it was published."""
    passages = Passage.objects.filter(page_ref=ref, live_digest__in=digests)
    before = passages.values_list("signed_ref", "digest").order_by().distinct()
    return list(dict.fromkeys([*((ref, digest) for digest in digests), *before]))


def _emergency(ref: int, digest: str, review: Review) -> Emergency | None:
    """Return the emergency that lets some content stand; what was refused afterwards, no more."""
    rows = Emergency.objects.filter(page_ref=ref, digest=digest, workflow_ref=review.workflow.pk)
    newest = rows.first()
    return newest if newest and newest.outcome in {Outcome.OPEN, Outcome.CONFIRMED} else None
