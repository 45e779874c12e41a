"""What an editor says of a change: kept with the revision, told once that is public.

A revision that is scheduled, approved later or published by somebody else takes its words along.
Nothing is told of a first publication.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from lifecycle import versions
from lifecycle.models import Change, ChangeKind
from lifecycle.signals import major_change
from lifecycle.withdrawing import name_of

SAID = "_lifecycle_said"
TOLD = (ChangeKind.MAJOR, ChangeKind.CORRECTION)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a change. Of a correction, `note` is what was wrong."""

    kind: ChangeKind = ChangeKind.MINOR
    note: str = ""
    right: str = ""
    keeps_earlier: bool = True


def say(page: Page, said: Said) -> None:
    """Say something of the next revision that is made of this page in memory."""
    setattr(page, SAID, said)


def keep(page: Page, revision: Revision, before: int | None, user: AbstractBaseUser | None) -> None:
    """After a revision was made: keep what was said of it, or what is still to be told of the one
    `before` that never went live.
    """
    said: Said | None = getattr(page, SAID, None)
    if said is None and before not in (None, revision.pk):
        said = pending(before)
    if said is None:
        return
    if said.kind == ChangeKind.MINOR:
        Change.objects.filter(revision=revision, went_live_at=None).delete()
        return
    Change.objects.update_or_create(
        revision=revision,
        defaults={
            "page_ref": page.pk,
            "tree_path": page.path,
            "title": page.title[:255],
            "kind": said.kind,
            "note": said.note,
            "right": said.right,
            "keeps_earlier": said.keeps_earlier,
            "user": user,
            "user_name": name_of(user),
        },
    )


def pending(revision_id: int | None) -> Said | None:
    """Return what was said of a revision that has not gone live."""
    if revision_id is None:
        return None
    change = Change.objects.filter(revision=revision_id, went_live_at=None).first()
    if change is None:
        return None
    return Said(ChangeKind(change.kind), change.note, change.right, change.keeps_earlier)


def before_going_live(
    sender: type[Page],
    page: Page,
    revision: Revision,
    user: AbstractBaseUser | None = None,
    **kwargs: Any,
) -> None:
    """Receiver of attachments.gate.going_live: keep what a correction corrects, tell others."""
    change = Change.objects.filter(revision=revision, went_live_at=None).first()
    if change is None:
        return
    public = Page.objects.filter(pk=page.pk, last_published_at__isnull=False).first()
    if public is None:
        # The first publication changes nothing.
        change.delete()
        return
    if change.is_correction and public.live:
        change.earlier = versions.pin(public.specific, keeps=change.keeps_earlier)
        change.save(update_fields=["earlier"])
    if change.is_told:
        major_change.send(sender, page=page, note=in_a_sentence(change), user=user or revision.user)


def in_a_sentence(change: Change) -> str:
    if change.is_correction:
        return _("“%(wrong)s” is corrected to “%(right)s”.") % {
            "wrong": change.note,
            "right": change.right,
        }
    return change.note


def after_going_live(
    sender: type[Page], instance: Page, revision: Revision | None = None, **kwargs: Any
) -> None:
    """Receiver of page_published: from now on the words are public."""
    if revision is not None and instance.live and not kwargs.get("alias"):
        Change.objects.filter(revision=revision, went_live_at=None).update(
            went_live_at=instance.last_published_at, title=instance.title[:255]
        )


def told_of(page: Page) -> list[Change]:
    """Return what the public is told of a page's changes, newest first. One query for each page in
    memory; an alias tells what its source does.
    """
    found = page.__dict__.get("_lifecycle_told")
    if found is None:
        changes = told_rows(page).select_related("earlier")
        found = page.__dict__["_lifecycle_told"] = list(changes)
    return found


def told_rows(page: Page) -> QuerySet:
    return Change.objects.filter(
        page_ref=page.alias_of_id or page.pk, kind__in=TOLD, went_live_at__isnull=False
    )


def changed_at(page: Page) -> datetime | None:
    """Return when a page last changed in a way that the public is told of."""
    told = told_of(page)
    return told[0].went_live_at if told else None


def changed_at_of(pages: Iterable[Page]) -> dict[int, datetime]:
    """Return for the keys of pages that changed so, when they last did. One query."""
    own = {page.pk: page.alias_of_id or page.pk for page in pages}
    told = Change.objects.filter(
        page_ref__in=set(own.values()), kind__in=TOLD, went_live_at__isnull=False
    )
    newest = told.order_by().values("page_ref").annotate(at=Max("went_live_at"))
    moments = dict(newest.values_list("page_ref", "at"))
    return {pk: moments[ref] for pk, ref in own.items() if ref in moments}
