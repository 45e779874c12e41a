"""What stands against a release: all of it, of all pages, before anything is changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from attachments.gate.deciding import holding
from releases import WAITING
from releases.models import Act, JointRelease, ReleaseItem


@dataclass(frozen=True, slots=True)
class Obstacle:
    title: str
    reason: str
    # The item that it is about; 0 for the release as a whole.
    item: int = 0

    def as_json(self) -> dict[str, Any]:
        return {"title": self.title, "reason": self.reason, "item": self.item}


def obstacles_of(release: JointRelease, items: Iterable[ReleaseItem]) -> list[Obstacle]:
    """Return what stands against a release as it is now; empty if it may go out."""
    items = list(items)
    if not items and not waiting_for(release):
        return [Obstacle(release.name, _("There is no page in it."))]
    return [
        Obstacle(item.title, reason, item.pk) for item in items for reason in reasons_against(item)
    ]


def waiting_for(release: JointRelease) -> list[tuple[str, str]]:
    """Return what else goes out with a release, as others tell: (what, where)."""
    return [each for tell in hooks.get_hooks(WAITING) for each in tell(release)]


def reasons_against(item: ReleaseItem) -> list[str]:
    page = item.page
    if page is None:
        return [_("The page was deleted.")]
    if page.locked:
        return [_("The page is locked.")]
    if item.act == Act.TAKE_DOWN:
        return []
    revision = item.going_out()
    if revision is None:
        return [_("There is no version of it that could be published.")]
    if is_live_already(page, revision):
        return []
    if page.live_revision_id and page.live_revision.created_at > revision.created_at:
        return [_("A newer version has been published meanwhile.")]
    return _against(page, revision.as_object())


def is_live_already(page: Page, revision: Any) -> bool:
    return page.live and page.live_revision_id == revision.pk


def _against(page: Page, draft: Page) -> list[str]:
    now = timezone.now()
    found = []
    if page.alias_of_id:
        found.append(_("It is an alias and follows its source."))
    if draft.go_live_at and draft.go_live_at > now:
        found.append(_("The page has a later moment of its own."))
    if draft.expire_at and draft.expire_at <= now:
        found.append(_("The page's time is over: it would be taken down at once."))
    if page.workflow_in_progress:
        found.append(_("Its review is not finished."))
    return found + [str(finding) for finding in holding(draft)]
