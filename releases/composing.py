"""Putting a release together, by people. Each step locks the release."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from releases.models import OPEN, Act, JointRelease, ReleaseItem, State
from releases.obstacles import Obstacle, obstacles_of
from releases.signals import called_off, kept

User = Any


class Refused(Exception):
    """A step that cannot be taken; its text is for whoever tried."""


def make(name: str, goes_out_at: datetime | None, by: User) -> JointRelease:
    with transaction.atomic():
        release = JointRelease.objects.create(name=name, goes_out_at=goes_out_at, created_by=by)
        kept.send(JointRelease, release=release)
        log(instance=release, action="releases.make", user=by)
    return release


@transaction.atomic
def change(release: JointRelease, name: str, goes_out_at: datetime | None, by: User) -> None:
    """Rename a release or give it another moment; one that waits has to be scheduled again."""
    release = locked(release, *OPEN)
    if release.goes_out_at != goes_out_at and release.state != State.DRAFT:
        _set(release, State.DRAFT)
    release.name, release.goes_out_at = name, goes_out_at
    release.save(update_fields=["name", "goes_out_at"])
    kept.send(JointRelease, release=release)


@transaction.atomic
def add(release: JointRelease, page: Page, by: User, act: str = Act.PUBLISH) -> ReleaseItem:
    """Put a page into a release. Raises Refused."""
    release = locked(release, State.DRAFT, State.FAILED)
    if not page.permissions_for_user(by).can_edit():
        raise PermissionDenied
    other = ReleaseItem.objects.filter(page_id=page.pk, is_open=True).first()
    if other is not None:
        if other.release_id == release.pk:
            return other
        raise Refused(
            _("“%(title)s” is in the release “%(name)s” already.")
            % {"title": page.get_admin_display_title(), "name": other.release.name}
        )
    if act == Act.PUBLISH and page.alias_of_id:
        raise Refused(_("An alias is published with its source."))
    if act == Act.TAKE_DOWN and not page.live:
        raise Refused(_("The page is not public, so it cannot be taken down."))
    item = ReleaseItem.objects.create(
        release=release, page=page, title=page.get_admin_display_title()[:255], act=act
    )
    _log(release, "releases.add", by, item)
    return item


@transaction.atomic
def take_out(item: ReleaseItem, by: User) -> None:
    release = locked(item.release, *OPEN)
    if release.is_scheduled:
        _set(release, State.DRAFT)
    _log(release, "releases.take_out", by, item)
    item.delete()


@transaction.atomic
def schedule(release: JointRelease, by: User) -> list[Obstacle]:
    """Have a release wait for its moment with the versions that are there now.

    Returns what stands against it; then nothing is changed. Raises Refused, PermissionDenied.
    """
    release = locked(release, State.DRAFT, State.FAILED)
    if not release.goes_out_at or release.goes_out_at <= timezone.now():
        raise Refused(_("Give it a moment in the future first."))
    items = items_of(release)
    demand_all(items, by)
    if found := obstacles_of(release, items):
        return found
    for item in items:
        item.revision = item.page.latest_revision if item.act == Act.PUBLISH else None
        item.save(update_fields=["revision"])
    _set(release, State.SCHEDULED)
    log(instance=release, action="releases.schedule", user=by)
    return []


@transaction.atomic
def call_off(release: JointRelease, by: User) -> None:
    """Let a release be no more. Nothing goes out by that, on the portal or elsewhere."""
    release = locked(release, *OPEN)
    demand_all(items_of(release), by)
    _set(release, State.CANCELLED)
    release.items.update(is_open=False)
    called_off.send(JointRelease, release=release)
    log(instance=release, action="releases.call_off", user=by)


def may_release_all(items: Iterable[ReleaseItem], by: User) -> bool:
    """Tell whether somebody may publish, or take down, every page of a release."""
    return all(may_release(item, by) for item in items)


def may_release(item: ReleaseItem, by: User) -> bool:
    if item.page is None:
        return True
    asked = item.page.permissions_for_user(by)
    return asked.can_publish() if item.act == Act.PUBLISH else asked.can_unpublish()


def demand_all(items: Iterable[ReleaseItem], by: User) -> None:
    if not may_release_all(items, by):
        raise PermissionDenied


def items_of(release: JointRelease) -> list[ReleaseItem]:
    found = release.items.select_related("page__latest_revision", "revision", "page")
    return list(found)


def locked(release: JointRelease, *states: str) -> JointRelease:
    """Return a release that nobody else changes meanwhile. Raises Refused in any other state."""
    found = JointRelease.objects.select_for_update().filter(pk=release.pk).first()
    if found is None or found.state not in states:
        raise Refused(_("The release is not as you saw it any more."))
    return found


def _set(release: JointRelease, state: str) -> None:
    release.state, release.reasons = state, []
    release.save(update_fields=["state", "reasons"])
    if state == State.DRAFT:
        release.items.update(revision=None)


def _log(release: JointRelease, action: str, by: User, item: ReleaseItem) -> None:
    log(instance=release, action=action, user=by, data={"title": item.title})
