"""群发: up to eight published items that reach all followers of an account once, as one message."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from syndication.models.account import Account
from syndication.models.payload import Payload


class State(models.TextChoices):
    ASSEMBLING = "assembling", _("Being assembled")
    PREVIEWING = "previewing", _("Preview being sent")
    PREVIEWED = "previewed", _("Previewed, waits for a signature")
    SIGNED = "signed", _("Signed, about to be sent")
    CONFIRMING = "confirming", _("Waits for the account's administrator")
    SENDING = "sending", _("On its way to the followers")
    LOST = "lost", _("Nobody knows whether it was sent")
    SENT = "sent", _("Sent to the followers")
    PARTLY = "partly", _("Sent, but not to all")
    DECLINED = "declined", _("Refused by the account's administrator")
    UNCONFIRMED = "unconfirmed", _("Not confirmed in time")
    FAILED = "failed", _("Not sent")
    CANCELLED = "cancelled", _("Called off")


OPEN_TO_CHANGE = frozenset({State.ASSEMBLING, State.PREVIEWED})
OPEN_TO_CANCELLING = frozenset({*OPEN_TO_CHANGE, State.PREVIEWING, State.SIGNED})
# From the signature until the outcome is known; one at a time for each account.
IN_FLIGHT = frozenset({State.SIGNED, State.CONFIRMING, State.SENDING, State.LOST})
REACHED_FOLLOWERS = frozenset({State.SENT, State.PARTLY})
OVER = frozenset({*REACHED_FOLLOWERS, State.DECLINED, State.UNCONFIRMED, State.FAILED})


def fresh_key() -> str:
    """Return a clientmsgid: 32 bytes, the most that 根据标签群发消息 takes."""
    return uuid.uuid4().hex


class MassSendQuerySet(models.QuerySet):
    def due(self) -> "MassSendQuerySet":
        return self.filter(next_at__lte=timezone.now()).order_by("next_at", "pk")


class MassSend(models.Model):
    """One message to all followers of an account.

    People assemble, preview, sign and call off; the worker does everything else and decides
    only on a row that is locked and still as it was read. `clientmsgid` is what the platform
    knows a repetition by, so it never changes: what failed for good is assembled anew.
    `next_at` is when the worker should look at the row again.
    """

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="mass_sends", verbose_name=_("account")
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.ASSEMBLING)
    clientmsgid = models.CharField(max_length=32, unique=True, default=fresh_key, editable=False)
    ignore_reprint = models.BooleanField(
        _("go on if the platform takes an article for a reprint"),
        default=False,
        help_text=_(
            "The platform then shows it in the original's layout and names its source, if the "
            "original may be reprinted. Otherwise the whole message is stopped."
        ),
    )
    assembled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The name outlives the user.
    signed_name = models.CharField(max_length=150, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)

    # The platform's names of the draft and of the message, and drafts that were replaced.
    remote = models.JSONField(default=dict, blank=True)
    stale_drafts = models.JSONField(default=list, blank=True)
    # What the platform showed of the draft when it was made, article by article.
    first_seen = models.JSONField(default=list, blank=True)
    # To whom the preview goes: [{"to", "state", "code", "text"}].
    previews = models.JSONField(default=list, blank=True)
    # The step whose answer did not come back.
    lost_step = models.CharField(max_length=20, blank=True)
    # When the platform was first asked to send; it knows a repetition for a day.
    asked_at = models.DateTimeField(null=True, blank=True)
    confirm_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Followers: total, filter (were to get it), sent, error; about right, says the platform.
    counts = models.JSONField(default=dict, blank=True)
    proof = models.TextField(_("what was found out"), blank=True)

    next_at = models.DateTimeField(null=True, blank=True)
    looks = models.PositiveSmallIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    code = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = MassSendQuerySet.as_manager()

    class Meta:
        verbose_name = _("mass send")
        verbose_name_plural = _("mass sends")
        ordering = ["-pk"]
        permissions = [("sign_masssend", _("Can sign mass sends"))]
        indexes = [
            models.Index(
                fields=["account", "next_at"],
                name="syndication_mass_due",
                condition=Q(next_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.created_at:%Y-%m-%d}"

    @property
    def part(self) -> str:
        """Return what the copies that came of it are told from others by."""
        return f"mass-{self.pk}"

    @property
    def was_previewed(self) -> bool:
        return any(preview["state"] == "sent" for preview in self.previews)

    @property
    def may_be_out(self) -> bool:
        """Whether the platform may have taken it, so that it must not be taken for unsent."""
        return self.lost_step == "send" or self.state in IN_FLIGHT - {State.SIGNED}


class MassSendItem(models.Model):
    """One article of the message, as its bytes were when it was chosen. `position` from 1."""

    mass_send = models.ForeignKey(MassSend, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    page_ref = models.PositiveBigIntegerField()
    title = models.CharField(max_length=255)
    payload = models.ForeignKey(Payload, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["mass_send", "position"], name="syndication_mass_position_once"
            ),
            models.UniqueConstraint(
                fields=["mass_send", "page_ref"], name="syndication_mass_page_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"
