"""A stage of a review (审级), as a task of Wagtail's workflows, and why it may refuse."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, Task, TaskState, WorkflowState

from reviews import standing


class ReviewStage(AbstractGroupApprovalTask):
    """One of the stages that a column's pages pass; who may approve at it are its groups.

    Nobody else may, superusers neither: a name in the record must be that of a reviewer.
    """

    label = models.CharField(
        _("short name of the stage"),
        max_length=12,
        help_text=_("For instance 一审; printed under the item if that is wished."),
    )
    not_by_writer = models.BooleanField(
        _("whoever wrote the version may not approve it"), default=True
    )
    not_twice = models.BooleanField(
        _("nobody approves two stages of the same version"), default=True
    )
    asks_reason = models.BooleanField(_("refusing asks for a kind of reason"), default=True)
    is_printed = models.BooleanField(
        _("the reviewer's name is printed under the item"), default=False
    )

    admin_form_fields = [
        "name", "label", "groups", "not_by_writer", "not_twice", "asks_reason", "is_printed",
    ]  # fmt: skip
    admin_form_readonly_on_edit_fields: list[str] = []

    class Meta:
        verbose_name = _("stage of a review")
        verbose_name_plural = _("stages of reviews")

    @classmethod
    def get_description(cls) -> str:
        return str(_("A named stage of a review: its approvals are kept, and needed to publish"))

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Start the first stage that has not approved the newest version, be it an earlier one."""
        if newest := workflow_state.content_object.get_latest_revision():
            standing.note_writer(newest)
        first = workflow_state.get_next_task()
        if first is not None and first.pk != self.pk:
            first = first.specific
            if isinstance(first, ReviewStage):
                return AbstractGroupApprovalTask.start(first, workflow_state, user=user)
        return super().start(workflow_state, user=user)

    # --- Who may do what ---

    def user_can_access_editor(self, obj: Page, user: AbstractBaseUser) -> bool:
        return standing.acting(user, self, obj) is not None

    def locked_for_user(self, obj: Page, user: AbstractBaseUser) -> bool:
        return not (user.is_superuser or standing.acting(user, self, obj))

    def user_can_lock(self, obj: Page, user: AbstractBaseUser) -> bool:
        return standing.acting(user, self, obj) is not None

    def get_actions(self, obj: Page, user: AbstractBaseUser) -> list[tuple[str, Any, bool]]:
        """Return what somebody may do; the editor asks many times for the same page in memory."""
        known = obj.__dict__.setdefault("review_actions", {})
        if (self.pk, user.pk) not in known:
            known[self.pk, user.pk] = self._actions(obj, user)
        return known[self.pk, user.pk]

    def _actions(self, obj: Page, user: AbstractBaseUser) -> list[tuple[str, Any, bool]]:
        who = standing.acting(user, self, obj)
        if who is None:
            return []
        actions = [("reject", _("Refuse with a reason"), True)]
        state = obj.current_workflow_task_state
        if state is not None and not standing.bar(who, self, state.revision):
            actions += [
                ("approve", _("Approve at this stage"), False),
                ("approve", _("Approve with a remark"), True),
            ]
        return actions

    def get_task_states_user_can_moderate(
        self, user: AbstractBaseUser, **kwargs: Any
    ) -> QuerySet[TaskState]:
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if standing.as_member(user, self) or standing.as_deputy(user, self):
            return waiting
        return waiting.filter(workflow_state__in=standing.assigned_to(user, self))

    # --- What is done ---

    def get_form_for_action(self, action: str) -> type:
        from reviews.admin.forms import ApprovalForm, refusal_form

        return refusal_form(self) if action == "reject" else ApprovalForm

    def on_action(
        self, task_state: TaskState, user: AbstractBaseUser, action_name: str, **given: Any
    ) -> None:
        """Raises NotAllowed. What is `given` no form has looked at, where the editor sent it."""
        from reviews.signing import still_waiting

        task_state = still_waiting(task_state, self, user)
        task_state.given_reason = str(given.get("reason") or "")[:60]
        comment = str(given.get("comment") or "")[:2000]
        super().on_action(task_state, user, action_name, comment=comment)


class RefusalReason(models.Model):
    """A kind of reason for refusing, so that a year's refusals can be counted."""

    name = models.CharField(_("kind of reason"), max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_used = models.BooleanField(_("in use"), default=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("kind of reason for refusing")
        verbose_name_plural = _("kinds of reasons for refusing")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


def stage_of(task: Task) -> ReviewStage | None:
    """Return a task as a stage, if it is one."""
    specific = task.specific
    return specific if isinstance(specific, ReviewStage) else None
