"""Publications that pass no door: scheduled ones, and pages that a program makes live at once."""

from typing import Any

from wagtail.log_actions import log
from wagtail.models import Page, Revision

from attachments.gate.deciding import holding
from attachments.gate.findings import Finding, Held
from attachments.models import HeldPublication

HELD = "attachments.held"
NUMBER = "_held_findings"


def refuse_schedule(sender: type, instance: Revision, raw: bool = False, **kwargs: Any) -> None:
    """Before a revision is put on the schedule: finding out at that hour would be too late.

    Wagtail's action has been asked at the door; `save_revision(approved_go_live_at=…)` has not.
    Raises Held.
    """
    if raw or instance.approved_go_live_at is None:
        return
    if not issubclass(instance.content_type.model_class(), Page):
        return
    page = instance.as_object()
    if findings := holding(page):
        raise Held(page, findings)


def hold_scheduled(page: Page, revision: Revision, findings: list[Finding]) -> None:
    """Take a revision off the schedule, so that it is not tried for ever, and leave a notice."""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    HeldPublication.hold(page, len(findings), was_scheduled=True)
    log(instance=page, action=HELD, data={"number": len(findings)}, revision=revision)


def keep_new_as_draft(page: Page) -> None:
    """Before a page is first saved: one that would be live at once stays a draft if it is held.

    An alias shows what its source has published already.
    """
    if not page._state.adding or not page.live or page.alias_of_id:
        return
    if findings := holding(page):
        page.live, page.has_unpublished_changes = False, True
        setattr(page, NUMBER, len(findings))


def hold_new(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Keep what nobody may see yet from being live at once (receiver of pre_save)."""
    if isinstance(instance, Page) and not raw:
        keep_new_as_draft(instance)


def tell_of_new(sender: type, instance: Any, created: bool = False, **kwargs: Any) -> None:
    """After it was saved: leave the notice (receiver of post_save)."""
    if created and isinstance(instance, Page) and (number := getattr(instance, NUMBER, 0)):
        HeldPublication.hold(instance, number, was_scheduled=False)
        delattr(instance, NUMBER)
