"""A page's presence on one account: what should be there and what is."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from syndication.models.account import Account
from syndication.models.payload import Payload


class Position(models.TextChoices):
    """What the platform holds, as far as we know."""

    ABSENT = "absent", _("not there")
    SUBMITTED = "submitted", _("submitted, waiting for the platform")
    UNKNOWN = "unknown", _("outcome unknown")
    LIVE = "live", _("live there")


class Fault(models.TextChoices):
    """Who has to act before the engine may go on with a copy."""

    NOBODY = "", ""
    EDITOR = "editor", _("editor")
    ADMINISTRATOR = "administrator", _("administrator")
    PERSON = "person", _("a person on the platform")


class CopyQuerySet(models.QuerySet):
    def due(self) -> "CopyQuerySet":
        """Copies the engine should work on now; withdrawals before everything else."""
        return self.filter(next_at__lte=timezone.now()).order_by("wanted", "next_at", "pk")

    def stored_on_platform(self) -> "CopyQuerySet":
        return self.exclude(position=Position.ABSENT)


class ChannelCopy(models.Model):
    """Unique per page and account, for life: withdrawn and published again, it is the same row.

    Declared by the planner: `wanted`, `payload`, the snapshots. Observed by the worker:
    `position`, `sent_payload`, `remote`, `url`. `next_at` is when the engine should look at
    the row again; empty means there is nothing to do until somebody changes something.
    """

    page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        on_delete=models.SET_NULL,
        related_name="channel_copies",
        verbose_name=_("page"),
    )
    # The page's key, which outlives the page.
    page_ref = models.PositiveBigIntegerField(editable=False)
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="copies", verbose_name=_("account")
    )
    title = models.CharField(_("title"), max_length=255)
    page_url = models.URLField(max_length=1024, blank=True)

    wanted = models.BooleanField(_("should be there"), default=True)
    left_out = models.BooleanField(_("left out by an editor"), default=False)
    payload = models.ForeignKey(
        Payload, null=True, on_delete=models.PROTECT, related_name="declared_by"
    )

    position = models.CharField(max_length=12, choices=Position, default=Position.ABSENT)
    sent_payload = models.ForeignKey(
        Payload, null=True, on_delete=models.PROTECT, related_name="sent_by"
    )
    # The platform's names of it, while it exists and after it has been withdrawn.
    remote = models.JSONField(default=dict)
    past = models.JSONField(default=list)
    url = models.URLField(_("address on the platform"), max_length=1024, blank=True)
    live_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    next_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    looks = models.PositiveSmallIntegerField(default=0)
    resends = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=14, choices=Fault, default=Fault.NOBODY, blank=True)
    code = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = CopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy")
        verbose_name_plural = _("copies")
        ordering = ["-updated_at"]
        constraints = [
            models.UniqueConstraint(fields=["page_ref", "account"], name="syndication_copy_once")
        ]
        indexes = [
            models.Index(
                fields=["account", "next_at"],
                name="syndication_copy_due",
                condition=Q(next_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} → {self.account}"

    @property
    def is_outdated(self) -> bool:
        """Live, but not with what the page says now."""
        return self.position == Position.LIVE and self.sent_payload_id != self.payload_id
