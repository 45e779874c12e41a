"""What another place shows by reference (an alias): its own stages decide whether it may.

A main site's stages answer for what stands in the main site's columns, be it written elsewhere. An
alias there shows what these stages approved: until then a new one is a draft, and one whose source
changes keeps the text it has. An alias has no drafts of its own, so its stages sign its source's.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from reviews import standing
from reviews.clearance import missing_at, source_of
from reviews.door import may_show
from reviews.governing import Review, review_of
from reviews.models import ReviewStage, SignOff, Verdict
from reviews.signing import NotAllowed, sign
from reviews.versions import version_of


def waits(alias: Page) -> bool:
    """Tell whether an alias may not yet show what its source says to the public."""
    source = source_of(alias)
    return source.live and not may_show(alias, source)


def next_stage(alias: Page) -> ReviewStage | None:
    """Return the stage that is to decide about an alias next; None if none is."""
    review = review_of(alias)
    if review is None or not waits(alias):
        return None
    source = source_of(alias)
    missing = missing_at(source.pk, version_of(source.specific), review)
    return next((stage for stage in review.stages if stage.label in missing), None)


@transaction.atomic
def decide(alias: Page, stage: ReviewStage, user: Any, verdict: Verdict, **given: Any) -> SignOff:
    """Sign for one stage what an alias is to show here; the last one lets the public see it.

    `given`: reason and comment of the sign-off. Raises NotAllowed.
    """
    alias = Page.objects.select_for_update().get(pk=alias.pk)
    review, source = review_of(alias), source_of(alias).specific
    if review is None or next_stage(alias) != stage or source.live_revision is None:
        raise NotAllowed(alias, _("Somebody else has decided at this stage in the meantime."))
    who = standing.acting(user, stage, source)
    if who is None:
        said = _("Only reviewers of the stage “%(stage)s” decide here.") % {"stage": stage.label}
        raise NotAllowed(alias, said)
    if verdict == Verdict.APPROVED and (barred := _bar(who, stage, source, review)):
        raise NotAllowed(alias, barred)
    signed = sign(
        source, stage, who, verdict,
        workflow=review.workflow, revision_ref=source.live_revision_id, **given,
    )  # fmt: skip
    if not waits(alias):
        source.update_aliases(revision=source.live_revision)
    return signed


def _bar(who: standing.Acting, stage: ReviewStage, source: Page, review: Review) -> str:
    """Say why somebody may not approve this; other places' stages are none of this review's."""
    if stage.not_by_writer and standing.writer_of(source.live_revision) in who.people:
        return _("Whoever wrote this version does not approve it: ask a colleague.")
    rows = SignOff.objects.filter(
        page_ref=source.pk, digest=version_of(source), verdict=Verdict.APPROVED,
        stage_ref__in=[ref for ref in review.refs if ref != stage.pk],
    )  # fmt: skip
    signed = {each for pair in rows.values_list("user", "behalf_of") for each in pair if each}
    if stage.not_twice and who.people & signed:
        return _("You have approved this version at another stage: this one is for somebody else.")
    return ""
