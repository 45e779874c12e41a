"""The record of every conversation with a platform."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from syndication.models.account import Account
from syndication.models.copy import ChannelCopy
from syndication.models.mass_send import MassSend
from syndication.models.payload import Payload


class Result(models.TextChoices):
    OPEN = "", _("under way")
    DONE = "done", _("done")
    SUBMITTED = "submitted", _("accepted, result to follow")
    REFUSED = "refused", _("refused")
    LATER = "later", _("put off")
    UNKNOWN = "unknown", _("outcome unknown")
    FOUND = "found", _("found on the platform")
    MISSING = "missing", _("not found on the platform")


STEPS = {
    "pictures": _("Upload the pictures"),
    "draft": _("Make the draft"),
    "submit": _("Publish the draft"),
    "share": _("Publish the post"),
    "comment": _("Publish the comment"),
    "article": _("Publish the headline article"),
    "amend": _("Change what is there"),
    "retract": _("Withdraw"),
    "look": _("Look whether it is there"),
    "poll": _("Ask for the result"),
    "preview": _("Send the preview"),
    "send": _("Send to all followers"),
}
"""Words for steps; a channel's own step that is not among them is shown as it is called."""


class Attempt(models.Model):
    """Written before the request leaves and completed once, when the answer is known.

    An attempt that nobody completed belongs to a worker that died: its outcome is unknown.
    It is about a copy or about a mass send.
    """

    copy = models.ForeignKey(
        ChannelCopy, null=True, on_delete=models.PROTECT, related_name="attempts"
    )
    mass_send = models.ForeignKey(
        MassSend, null=True, on_delete=models.PROTECT, related_name="attempts"
    )
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="attempts")
    payload = models.ForeignKey(Payload, null=True, on_delete=models.PROTECT)
    step = models.CharField(max_length=20)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=10, choices=Result, default=Result.OPEN, blank=True)
    code = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(copy__isnull=True) ^ models.Q(mass_send__isnull=True),
                name="syndication_attempt_about_one",
            )
        ]
        indexes = [
            models.Index(
                fields=["account"],
                name="syndication_attempt_open",
                condition=models.Q(finished_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.step_label}: {self.get_result_display()}"

    @property
    def step_label(self) -> str:
        return str(STEPS.get(self.step, self.step))

    def delete(self, *args, **kwargs):
        raise TypeError("Attempts are kept.")
