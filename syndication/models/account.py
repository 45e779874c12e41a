"""An account on a platform: who we are there, and what is in the way of using it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from syndication.secrets import SecretField


class Target(models.TextChoices):
    """How far a copy is taken by itself."""

    DRAFT = "draft", _("Only into the draft box; a person publishes it there")
    PUBLISH = "publish", _("Publish")
    PROPOSE = "propose", _("Publish and propose for the mass send")


class OnChange(models.TextChoices):
    """What a minor change of the page means for what is published and cannot be changed."""

    LEAVE = "leave", _("Leave it and mark it as older than the page")
    REPLACE = "replace", _("Delete it and publish again")


class OnWithdrawal(models.TextChoices):
    DELETE = "delete", _("Delete it at once")
    BY_HAND = "by_hand", _("Ask a person to delete it")


class AccountQuerySet(models.QuerySet):
    def usable(self) -> "AccountQuerySet":
        """Accounts the engine may write to: neither paused nor blocked."""
        return self.filter(is_paused=False, blocked_code="")


class Account(models.Model):
    """One WeChat official account, one Weibo account, or one partner system.

    `app_id` and `app_secret` are the platform application's, or the name of the key and the
    key that a partner gave; `remote_id` is who we are (WeChat: the gh_ id, optional; Weibo:
    the uid). `access_token` is what calls are made with: fetched by ourselves on WeChat, given
    by a person's authorisation on Weibo.
    """

    kind = models.CharField(_("channel"), max_length=20)
    name = models.CharField(_("name"), max_length=100, unique=True)
    callback_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    app_id = models.CharField(_("app id"), max_length=100)
    remote_id = models.CharField(_("account id on the platform"), max_length=100, blank=True)
    # Empty: the platform's own address.
    base_url = models.URLField(_("API address"), blank=True)
    options = models.JSONField(_("options"), default=dict, blank=True)
    is_paused = models.BooleanField(
        _("paused"),
        default=False,
        help_text=_("Nothing is sent to a paused account; what is due waits."),
    )

    # --- What it is used for ---
    target = models.CharField(
        _("how far by itself"), max_length=10, choices=Target, default=Target.PUBLISH
    )
    on_change = models.CharField(
        _("when the page is changed a little"),
        max_length=10,
        choices=OnChange,
        default=OnChange.LEAVE,
    )
    on_withdrawal = models.CharField(
        _("when the page is withdrawn"),
        max_length=10,
        choices=OnWithdrawal,
        default=OnWithdrawal.DELETE,
    )
    # Names of moments; nothing: as is usual on its platform.
    moments = models.JSONField(
        _("of pages that are told several times"), null=True, blank=True, default=None
    )
    needs_review = models.BooleanField(
        _("every copy needs a reviewer"),
        default=False,
        help_text=_("Nothing goes out before a reviewer has approved exactly what will be sent."),
    )
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(
        _("quiet until"),
        null=True,
        blank=True,
        help_text=_("Nothing new is published in between; withdrawals and corrections are."),
    )
    min_gap = models.PositiveIntegerField(
        _("seconds between two posts"), default=0, help_text=_("At least so many.")
    )

    # --- Who answers for it ---
    sponsor = models.CharField(
        _("sponsor"),
        max_length=100,
        blank=True,
        help_text=_("The unit that runs the account, as the public is told."),
    )
    owner = models.CharField(_("person in charge"), max_length=60, blank=True)
    owner_contact = models.CharField(
        _("contact of the person in charge"), max_length=100, blank=True
    )
    filing_number = models.CharField(_("filing number"), max_length=60, blank=True)
    verified_until = models.DateField(
        _("verified until"),
        null=True,
        blank=True,
        help_text=_("The yearly verification; without it the platform takes rights away."),
    )

    # --- What the platform told ---
    capabilities = models.JSONField(default=dict, blank=True, editable=False)
    # Limits by meter, in calls per window; what is not in it is not known.
    quotas = models.JSONField(default=dict, blank=True, editable=False)
    probed_at = models.DateTimeField(null=True, blank=True, editable=False)
    watched_at = models.DateTimeField(null=True, blank=True, editable=False)

    app_secret = SecretField(_("app secret"))
    callback_token = SecretField(_("callback token"))
    callback_aes_key = SecretField(_("callback encryption key"))
    # Pushes come with it for a while after the key was changed.
    callback_aes_key_before = SecretField(_("callback encryption key before"))
    access_token = SecretField(_("access token"))
    token_expires_at = models.DateTimeField(_("token valid until"), null=True, blank=True)

    # Set when nothing can be sent until an administrator acts; emptied on binding anew.
    blocked_code = models.CharField(max_length=40, blank=True, editable=False)
    blocked_text = models.TextField(blank=True, editable=False)
    # Set when the platform asked for patience (rate, quota).
    hold_until = models.DateTimeField(null=True, blank=True, editable=False)
    # One writer at a time, and one fetcher of tokens at a time, whatever the number of workers.
    lease_owner = models.CharField(max_length=40, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    token_lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    called_back_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "app_id", "remote_id"], name="syndication_account_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def as_draft(self) -> bool:
        return self.target == Target.DRAFT

    @property
    def is_blocked(self) -> bool:
        return bool(self.blocked_code)

    def take(self, name: str, value: object) -> None:
        """Take a new credential; of the callback's encryption key the one before is kept."""
        before = self.callback_aes_key
        if name == "callback_aes_key" and before and value != before:
            self.callback_aes_key_before = before
        setattr(self, name, value)

    def unblock(self) -> None:
        """Let the engine try again, after an administrator changed something."""
        self.blocked_code = self.blocked_text = ""
        self.hold_until = None
        self.save(update_fields=["blocked_code", "blocked_text", "hold_until"])
