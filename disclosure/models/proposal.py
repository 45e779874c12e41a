"""Changes that somebody wishes and nobody has approved yet."""

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext_lazy as _

from disclosure.causes import Cause


class Standing(models.TextChoices):
    OPEN = "open", _("being prepared")
    SUBMITTED = "submitted", _("waiting for review")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("sent back")


class ImportBatch(models.Model):
    """One workbook, understood and shown; nothing of it counts before it is approved."""

    power_list = models.ForeignKey(
        "disclosure.PowerListPage", on_delete=models.CASCADE, related_name="batches"
    )
    file_name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(max_length=64)
    report = models.JSONField(_("what was understood"), default=dict)
    standing = models.CharField(_("state"), max_length=10, choices=Standing, default=Standing.OPEN)
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    created_by = models.ForeignKey(
        get_user_model(), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("Import")
        verbose_name_plural = _("Imports")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name


class Proposal(models.Model):
    """A change of one power, or a new one (`item` is empty), with its cause."""

    power_list = models.ForeignKey(
        "disclosure.PowerListPage", on_delete=models.CASCADE, related_name="proposals"
    )
    item = models.ForeignKey(
        "disclosure.PowerItem", null=True, blank=True, on_delete=models.CASCADE,
        related_name="proposals",
    )  # fmt: skip
    batch = models.ForeignKey(
        ImportBatch, null=True, blank=True, on_delete=models.CASCADE, related_name="proposals"
    )
    cause = models.CharField(_("what happens"), max_length=12, choices=Cause)
    reason = models.CharField(_("reason"), max_length=300)
    document = models.CharField(_("adjusting document"), max_length=200, blank=True)
    effective_on = models.DateField(_("effective on"))
    position = models.PositiveIntegerField(_("position in the list"), default=0)
    fields = models.JSONField(_("what it is to say"), default=dict)
    # The version it was made from; another one in the meantime means looking again.
    based_on = models.PositiveIntegerField(default=0, editable=False)
    standing = models.CharField(_("state"), max_length=10, choices=Standing, default=Standing.OPEN)
    answer = models.CharField(_("reviewer's words"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("proposed on"), auto_now_add=True)
    created_by = models.ForeignKey(
        get_user_model(), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    decided_by = models.ForeignKey(
        get_user_model(), null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("Proposed change")
        permissions = [("approve_proposal", _("Can approve changes of power lists"))]
        verbose_name_plural = _("Proposed changes")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.fields.get("name", "")
