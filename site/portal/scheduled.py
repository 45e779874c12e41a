"""Publications and expiries that are due.

Wagtail's own command stops at the first page that fails and may publish twice when two run
together. Here each object has its own transaction and lock, and a failure is written to the
object's history and tried again at the next run, while the others go out.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone
from wagtail.log_actions import log as log_action
from wagtail.log_actions import registry
from wagtail.models import DraftStateMixin, Page, Revision

FAILED = "portal.schedule.failed"

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Report:
    published: int = 0
    expired: int = 0
    failed: int = 0


def publish_due() -> Report:
    """Take down what has expired and publish what is due; one that fails stops no other."""
    report = Report()
    now = timezone.now()
    for model in _models_with_drafts():
        for pk in list(
            model.objects.filter(live=True, expire_at__lt=now).values_list("pk", flat=True)
        ):
            _attempt(report, "expired", model, pk, lambda model=model, pk=pk: _expire(model, pk))
    due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    for revision in list(due.only("pk", "content_type_id", "object_id", "base_content_type_id")):
        model = revision.content_type.model_class()
        _attempt(
            report, "published", model, revision.object_id, lambda pk=revision.pk: _publish(pk)
        )
    return report


def _models_with_drafts() -> Iterable[type[models.Model]]:
    yield Page
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            yield model


def _attempt(
    report: Report, tally: str, model: type[models.Model], pk: object, act: Callable[[], bool]
) -> None:
    try:
        with transaction.atomic():
            done = act()
    except Exception as error:
        log.exception("%s %s is due and cannot be %s", model.__name__, pk, tally)
        report.failed += 1
        _tell(model, pk, error)
    else:
        setattr(report, tally, getattr(report, tally) + done)


def _locked(queryset: models.QuerySet) -> models.QuerySet:
    """Leave out rows that another scheduler works on. SQLite has one writer at a time anyway."""
    skip = connection.features.has_select_for_update_skip_locked
    return queryset.select_for_update(skip_locked=skip)


def _expire(model: type[models.Model], pk: object) -> bool:
    row = _locked(model.objects.filter(pk=pk, live=True, expire_at__lt=timezone.now())).first()
    if row is None:
        return False
    specific = row.specific if isinstance(row, Page) else row
    specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


def _publish(pk: int) -> bool:
    due = Revision.objects.filter(pk=pk, approved_go_live_at__lt=timezone.now())
    revision = _locked(due).first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    # A check may have held it back and taken it off the schedule.
    model = revision.content_type.model_class()
    return model.objects.filter(pk=revision.object_id, live_revision=revision.pk).exists()


def _tell(model: type[models.Model], pk: object, error: Exception) -> None:
    """Write a failure to the object's history, once until something else happens to it."""
    instance = model.objects.filter(pk=pk).first()
    if instance is None:
        return

    last = registry.get_logs_for_instance(instance).order_by("-timestamp").first()
    if last is None or last.action != FAILED:
        log_action(instance=instance, action=FAILED, data={"error": str(error)[:500]})
