"""The sitting (场次) behind an interview's page: what happened, beside what an editor wrote.

Pages have revisions, and restoring one must never bring back a state or lose a turn. So a page
holds what is announced, and this row what has become of it.
"""

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext_lazy as _

from interviews.states import State


class Sitting(models.Model):
    """One row beside each interview page; everything written about an interview locks it."""

    page = models.OneToOneField(
        "interviews.InterviewPage", verbose_name=_("interview"), on_delete=models.CASCADE,
        related_name="own_sitting",
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PLANNED)
    # Counters of this sitting, each without gaps: what was given out last.
    last_entry = models.PositiveIntegerField(default=0, editable=False)
    last_turn = models.PositiveIntegerField(default=0, editable=False)
    last_speaker = models.PositiveIntegerField(default=0, editable=False)
    last_question = models.PositiveIntegerField(default=0, editable=False)
    # The last question that was put into a group of near duplicates.
    gathered = models.PositiveIntegerField(default=0, editable=False)
    # The first time only: structured data about a live event must not move its beginning.
    went_live_at = models.DateTimeField(_("went live"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    archived_at = models.DateTimeField(_("archived on"), null=True, editable=False)
    # What calendars were last told, and how many times that has changed (RFC 5545 SEQUENCE).
    calendar_told = models.JSONField(default=dict, editable=False)
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("Sitting")
        verbose_name_plural = _("Sittings")
        default_permissions = ()
        permissions = [
            ("conduct", _("Can conduct interviews: record, announce, go live")),
            ("moderate", _("Can moderate questions to interviews")),
            ("review", _("Can review and archive transcripts of interviews")),
        ]

    def __str__(self) -> str:
        return str(self.page)

    @property
    def stands(self) -> State:
        return State(self.state)


class Step(models.Model):
    """A step to another state that is to be taken at a time, and what became of it."""

    class Standing(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        OVERTAKEN = "overtaken", _("done by hand before")
        CANCELLED = "cancelled", _("cancelled")

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="steps")
    to = models.CharField(_("new state"), max_length=12, choices=State)
    due_at = models.DateTimeField(_("due"))
    standing = models.CharField(
        _("standing"), max_length=10, choices=Standing, default=Standing.WAITING
    )
    set_by = models.ForeignKey(
        get_user_model(), verbose_name=_("set by"), null=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    set_at = models.DateTimeField(_("set at"), auto_now_add=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, editable=False)
    # Why it could not be taken when it was tried last; it is tried again.
    refusal = models.TextField(_("refused because"), blank=True, editable=False)

    class Meta:
        verbose_name = _("Scheduled step")
        verbose_name_plural = _("Scheduled steps")
        default_permissions = ()
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["standing", "due_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "to"],
                condition=models.Q(standing="waiting"),
                name="one_waiting_step_to_a_state",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sitting}: {self.get_to_display()}"
