"""Publications that nobody watches: scheduled ones, and pages that a program makes live at once."""

from typing import Any

from wagtail.log_actions import log
from wagtail.models import Page, Revision

from attachments.gate.deciding import holding
from attachments.gate.findings import Finding
from attachments.models import HeldPublication

HELD = "attachments.held"
NUMBER = "_held_findings"


def hold_scheduled(page: Page, revision: Revision, findings: list[Finding]) -> None:
    """Take a revision off the schedule, so that it is not tried for ever, and leave a notice."""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    HeldPublication.hold(page, len(findings), was_scheduled=True)
    log(instance=page, action=HELD, data={"number": len(findings)}, revision=revision)


def hold_new(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Before a page is first saved: one that would be live at once stays a draft if it is held.

    An alias shows what its source has published already.
    """
    if raw or not isinstance(instance, Page) or not instance._state.adding:
        return
    if not instance.live or instance.alias_of_id:
        return
    if findings := holding(instance):
        instance.live, instance.has_unpublished_changes = False, True
        setattr(instance, NUMBER, len(findings))


def tell_of_new(sender: type, instance: Any, created: bool = False, **kwargs: Any) -> None:
    """After it was saved: leave the notice."""
    if created and isinstance(instance, Page) and (number := getattr(instance, NUMBER, 0)):
        HeldPublication.hold(instance, number, was_scheduled=False)
        delattr(instance, NUMBER)
