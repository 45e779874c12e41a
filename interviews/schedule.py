"""Steps that are due at a time. Running it twice, or late, does each step once.

What was missed is made up for in the order in which it was due. A step that is refused waits and
is tried again at every run, with the reason shown, until somebody removes what stands against it
or cancels the step.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from interviews.access import require
from interviews.models import Sitting, Step
from interviews.moving import move_to, permission_for
from interviews.refusals import Refused
from interviews.sittings import locked
from interviews.states import STEPS, State, is_past

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Report:
    done: int = 0
    refused: int = 0
    overtaken: int = 0


def plan_step(
    sitting: Sitting, to: State | str, due_at: datetime, by: AbstractBaseUser | None
) -> Step:
    """Set when a step is to be taken; set again, it is moved. Raises Refused or NotAllowed."""
    to = State(to)
    with locked(sitting) as held:
        for start in (start for start in State if to in STEPS[start]):
            require(by, permission_for(start, to), held)
        if is_past(held.state, to):
            raise Refused(
                _("The interview is “%(state)s” already.") % {"state": held.stands.label},
                code="past",
            )
        step, _made = Step.objects.update_or_create(
            sitting=held, to=to, standing=Step.Standing.WAITING,
            defaults={"due_at": due_at, "set_by": by, "refusal": ""},
        )  # fmt: skip
    return step


def cancel_step(step: Step, by: AbstractBaseUser | None) -> None:
    """Take a waiting step off the schedule."""
    with locked(step.sitting) as held:
        for start in (start for start in State if step.to in STEPS[start]):
            require(by, permission_for(start, State(step.to)), held)
        waiting = Step.objects.filter(pk=step.pk, standing=Step.Standing.WAITING)
        waiting.update(standing=Step.Standing.CANCELLED, settled_at=timezone.now())
    step.refresh_from_db()


def advance(now: datetime | None = None) -> Report:
    """Take all steps that are due; one that is refused stops no other."""
    report = Report()
    due = Step.objects.filter(
        standing=Step.Standing.WAITING, due_at__lte=now or timezone.now()
    ).order_by("due_at", "pk")
    for step in list(due.select_related("sitting")):
        try:
            _take(step, report)
        except Exception:
            # Whatever it is, the others are due as well; people read it beside the step.
            log.exception("Step %s of an interview cannot be taken", step.pk)
            report.refused += 1
            Step.objects.filter(pk=step.pk, standing=Step.Standing.WAITING).update(
                refusal=_(
                    "An unexpected error, which the log of the portal tells. It is tried again."
                )
            )
    return report


def _take(step: Step, report: Report) -> None:
    with locked(step.sitting) as held:
        step = Step.objects.get(pk=step.pk)
        if step.standing != Step.Standing.WAITING:
            return
        if is_past(held.state, step.to):
            step.standing = Step.Standing.OVERTAKEN
            report.overtaken += 1
        else:
            try:
                # What is half done by a refused step is undone.
                with transaction.atomic():
                    _allow(held, State(step.to))
                    move_to(held, step.to, None, reason=_("as scheduled"))
            except ValidationError as refusal:
                report.refused += 1
                step.refusal = "".join(refusal.messages)
                step.save(update_fields=["refusal"])
                return
            step.standing, step.refusal = Step.Standing.DONE, ""
            report.done += 1
        step.settled_at = timezone.now()
        step.save(update_fields=["standing", "settled_at", "refusal"])


def _allow(sitting: Sitting, to: State) -> None:
    """Refuse to end what has not begun: that an interview was held elsewhere a person must say."""
    if to == State.DRAFT and sitting.stands.is_before_live:
        raise Refused(_("The interview has not gone live."), code="not_live")
