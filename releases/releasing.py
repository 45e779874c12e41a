"""Letting a release out: all of its pages in one transaction, or none, with every reason told."""

import logging
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log as log_action

from releases import composing
from releases.models import OPEN, Act, JointRelease, ReleaseItem, State
from releases.obstacles import Obstacle, is_live_already, obstacles_of
from releases.signals import released

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Report:
    released: int = 0
    failed: int = 0


class _Stopped(Exception):
    """What came up while pages were being published: nothing of it stays."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.reason)
        self.obstacle = obstacle


def release_now(release: JointRelease, by: Any) -> list[Obstacle]:
    """Let a release out by hand, before its moment or without one.

    Returns what stands against it; then no page has changed. Raises Refused, PermissionDenied.
    """
    return _release(release.pk, by, OPEN)


def release_due() -> Report:
    """Let out what is due, the earliest first; one that fails stops no other.

    What could not be looked at, because the database was busy, is tried at the next run.
    """
    report = Report()
    for pk in list(JointRelease.objects.due().values_list("pk", flat=True)):
        try:
            obstacles = _release(pk, None, (State.SCHEDULED,))
        except composing.Refused:
            # Another scheduler was quicker, or somebody has called it off.
            continue
        except Exception:
            # Whatever it is, the others go out, and this one is tried again at the next run.
            log.exception("Release %s is due and cannot be let out", pk)
            _tell_of_error(pk)
            report.failed += 1
        else:
            report.failed += bool(obstacles)
            report.released += not obstacles
    return report


def _release(pk: int, by: Any, states: tuple[str, ...]) -> list[Obstacle]:
    try:
        with transaction.atomic():
            release = _taken(pk, states)
            items = composing.items_of(release)
            if by is not None:
                composing.demand_all(items, by)
            found = obstacles_of(release, items)
            if not found:
                _let_out(release, items, by)
    except _Stopped as stopped:
        found = [stopped.obstacle]
    if found:
        _tell(pk, states, found)
    return found


def _taken(pk: int, states: tuple[str, ...]) -> JointRelease:
    """Return the release, locked. Raises Refused if somebody else is at it or has been."""
    skip = connection.features.has_select_for_update_skip_locked
    found = JointRelease.objects.select_for_update(skip_locked=skip).filter(pk=pk).first()
    if found is None or found.state not in states:
        raise composing.Refused(_("The release is not as you saw it any more."))
    return found


def _let_out(release: JointRelease, items: list[ReleaseItem], by: Any) -> None:
    # A page comes after the one above it, and goes before it.
    published = [item for item in items if item.act == Act.PUBLISH]
    for item in sorted(published, key=lambda item: item.page.depth):
        _publish(item, by)
    for item in sorted(items, key=lambda item: -item.page.depth):
        if item.act == Act.TAKE_DOWN and item.page.live:
            item.page.specific.unpublish(user=by)
    release.state, release.released_at, release.reasons = State.RELEASED, timezone.now(), []
    release.save(update_fields=["state", "released_at", "reasons"])
    release.items.update(is_open=False)
    released.send(JointRelease, release=release)
    data = {"pages": len(items), "minutes_late": release.minutes_late}
    log_action(instance=release, action="releases.release", user=by, data=data)


def _publish(item: ReleaseItem, by: Any) -> None:
    """Publish one page through the one door. Raises _Stopped."""
    revision = item.going_out()
    if is_live_already(item.page, revision):
        return
    item.revision = revision
    item.save(update_fields=["revision"])
    try:
        revision.publish(user=by)
    except (ValidationError, PermissionDenied) as error:
        messages = getattr(error, "messages", None) or [str(error)]
        raise _Stopped(Obstacle(item.title, "；".join(messages), item.pk)) from error
    item.page.refresh_from_db(fields=["live", "live_revision"])
    if not item.page.live or item.page.live_revision_id != revision.pk:
        raise _Stopped(Obstacle(item.title, _("Its publication was held back."), item.pk))


def _tell_of_error(pk: int) -> None:
    """Have whoever looks at a release know why it is late; it still waits for its turn."""
    said = _("An unexpected error, which the log of the portal tells. It is tried again.")
    late = JointRelease.objects.filter(pk=pk, state=State.SCHEDULED)
    for release in late:
        late.update(reasons=[Obstacle(release.name, said).as_json()])


def _tell(pk: int, states: tuple[str, ...], found: list[Obstacle]) -> None:
    """Keep why a release did not go out. Nobody tries again by himself until somebody says so."""
    reasons = [obstacle.as_json() for obstacle in found]
    with transaction.atomic():
        rows = JointRelease.objects.filter(pk=pk, state__in=states)
        if rows.update(state=State.FAILED, reasons=reasons):
            release = JointRelease.objects.get(pk=pk)
            data = {"reasons": reasons}
            log_action(instance=release, action="releases.fail", data=data)
