"""Who answers for the bytes that go out."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from syndication.models.account import Account
from syndication.models.payload import Payload


class Way(models.TextChoices):
    PUBLICATION = "publication", _("by publishing the page")
    WORKFLOW = "workflow", _("in the review of the page")
    REVIEW = "review", _("in the review of the copy")
    CORRECTION = "correction", _("by signing the correction")
    EDITION = "edition", _("by changing the version for this account")


class Approval(models.Model):
    """Append-only. A payload may be sent for a page at an account if there is one of these.

    `user` is empty where a command or a schedule published without naming anybody.
    """

    page_ref = models.PositiveBigIntegerField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="approvals")
    payload = models.ForeignKey(Payload, on_delete=models.PROTECT, related_name="approvals")
    way = models.CharField(max_length=12, choices=Way)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    # The name outlives the user.
    name = models.CharField(max_length=150, blank=True)
    revision_ref = models.PositiveBigIntegerField(default=0)
    approved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page_ref", "account", "payload"], name="syndication_approval_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.payload} {self.get_way_display()} {self.name}"
