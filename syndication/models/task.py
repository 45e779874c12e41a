"""What only a person can do."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from syndication.models.account import Account
from syndication.models.copy import ChannelCopy


class TaskKind(models.TextChoices):
    FIND = "find", _("Find out whether it was published")
    DELETE = "delete", _("Delete it on the platform")
    ACCOUNT = "account", _("Put the account in order")
    CHANGE = "change", _("Change it on the platform")
    PUBLISH = "publish", _("Publish the draft on the platform")
    DRIFT = "drift", _("Decide what is to become of what was changed on the platform")
    RENEW = "renew", _("Renew before it expires")
    FINISH = "finish", _("Finish on the platform what could only be half done")
    MASS = "mass", _("See to the mass send")

    @classmethod
    def about_copies(cls) -> list["TaskKind"]:
        return [cls.FIND, cls.DELETE, cls.CHANGE, cls.PUBLISH, cls.DRIFT]


class HumanTask(models.Model):
    """At most one open task of a kind per copy, or per account where no copy is concerned."""

    kind = models.CharField(_("task"), max_length=10, choices=TaskKind)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tasks")
    copy = models.ForeignKey(
        ChannelCopy, null=True, blank=True, on_delete=models.CASCADE, related_name="tasks"
    )
    code = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    link = models.URLField(max_length=1024, blank=True)
    proof = models.TextField(_("what was done"), blank=True)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )

    class Meta:
        verbose_name = _("human task")
        verbose_name_plural = _("human tasks")
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["copy", "kind"],
                condition=models.Q(closed_at__isnull=True, copy__isnull=False),
                name="syndication_task_open_once",
            ),
            models.UniqueConstraint(
                fields=["account", "kind"],
                condition=models.Q(closed_at__isnull=True, copy__isnull=True),
                name="syndication_account_task_open_once",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
