"""What is to become of the copies of a page that was changed or withdrawn (更正方案)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from syndication.channels.remedies import Remedy
from syndication.models.copy import ChannelCopy


class CorrectionKind(models.TextChoices):
    MAJOR = "major", _("major change")
    WITHDRAWAL = "withdrawal", _("withdrawal")


class RemedyChoices(models.TextChoices):
    AMEND = Remedy.AMEND, _("Change it where it is")
    REPLACE = Remedy.REPLACE, _("Delete it and publish again")
    NOTICE = Remedy.NOTICE, _("Publish a correction beside it")
    COMMENT = Remedy.COMMENT, _("Correct it in a comment below it")
    BY_HAND = Remedy.BY_HAND, _("A person does it on the platform")
    LEAVE = Remedy.LEAVE, _("Leave it as it is and mark it")
    DELETE = Remedy.DELETE, _("Delete it")


class CorrectionQuerySet(models.QuerySet):
    def unsigned(self) -> "CorrectionQuerySet":
        return self.filter(signed_at=None, dropped_at=None)

    def unsettled(self) -> "CorrectionQuerySet":
        return self.filter(settled_at=None, dropped_at=None)


class Correction(models.Model):
    """One plan with one decision per copy and one sign-off. At most one unsigned per page."""

    page_ref = models.PositiveBigIntegerField(db_index=True)
    title = models.CharField(_("title"), max_length=255)
    kind = models.CharField(_("kind"), max_length=10, choices=CorrectionKind)
    note = models.TextField(
        _("what was wrong"),
        blank=True,
        max_length=300,
        help_text=_("One or two sentences for the public; corrections and comments quote them."),
    )
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    # Nothing was left to correct when it came to signing.
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction plan")
        verbose_name_plural = _("correction plans")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page_ref"],
                condition=models.Q(signed_at__isnull=True, dropped_at__isnull=True),
                name="syndication_correction_unsigned_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"


class CorrectionItem(models.Model):
    """One copy's line: the decision, and when it was settled."""

    correction = models.ForeignKey(Correction, on_delete=models.CASCADE, related_name="items")
    copy = models.ForeignKey(ChannelCopy, on_delete=models.CASCADE, related_name="corrections")
    remedy = models.CharField(max_length=10, choices=RemedyChoices, blank=True)
    # The correction or comment that was published beside it.
    beside = models.ForeignKey(
        ChannelCopy, null=True, on_delete=models.SET_NULL, related_name="corrects"
    )
    proof = models.TextField(_("proof"), blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["correction", "copy"], name="syndication_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.copy}: {self.get_remedy_display()}"

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None

    def settle(self, user: object = None) -> None:
        """Mark as settled; the plan is settled with its last item."""
        if self.is_settled:
            return
        self.settled_at, self.settled_by = timezone.now(), user
        self.save(update_fields=["settled_at", "settled_by", "proof"])
        if not self.correction.items.filter(settled_at=None).exists():
            Correction.objects.filter(pk=self.correction_id, settled_at=None).update(
                settled_at=timezone.now()
            )
