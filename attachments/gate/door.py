"""The one door that every publication of a page goes through.

Wagtail publishes by `PublishPageRevisionAction.execute`: the editor's button, approval at the end
of a workflow, bulk publishing, schedules, both APIs and `revision.publish()` all end there, some
without passing the page's own `publish`. Hooks such as `before_publish_page` see only the first.
"""

from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_save
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from attachments.gate.deciding import holding
from attachments.gate.findings import Held
from attachments.gate.holding import (
    hold_new,
    hold_scheduled,
    refuse_schedule,
    tell_of_new,
)
from attachments.gate.signals import going_live, held_back, went_live
from attachments.models import HeldPublication

SCHEDULED = "wagtail.publish.scheduled"


def install() -> None:
    """Put the checks before the door."""
    PublishPageRevisionAction.execute = checked(PublishPageRevisionAction.execute)
    pre_save.connect(refuse_schedule, sender=Revision, dispatch_uid="attachments.refuse_schedule")
    pre_save.connect(hold_new, dispatch_uid="attachments.hold_new")
    post_save.connect(tell_of_new, dispatch_uid="attachments.tell_of_new")


def checked(execute: Any) -> Any:
    @wraps(execute)
    def execute_if_clear(
        action: PublishPageRevisionAction, skip_permission_checks: bool = False
    ) -> Any:
        """Raises Held; a scheduled publication is taken off the schedule instead."""
        action.check(skip_permission_checks=skip_permission_checks)
        page = action.object
        if findings := holding(page):
            held_back.send(type(page), page=page, user=action.user, findings=findings)
            if action.log_action == SCHEDULED:
                return hold_scheduled(page, action.revision, findings)
            raise Held(page, findings)
        # Whatever a page refuses when it is saved, nothing is half done.
        with transaction.atomic():
            if not page.go_live_at or page.go_live_at <= timezone.now():
                going_live.send(type(page), page=page, user=action.user, revision=action.revision)
            done = execute(action, skip_permission_checks=skip_permission_checks)
            if page.live and page.live_revision_id == action.revision.pk:
                went_live.send(type(page), page=page, user=action.user, revision=action.revision)
        HeldPublication.objects.filter(page_id=page.pk).delete()
        return done

    return execute_if_clear
