"""That a page is not public any more, what that means, and which addresses it had."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Meaning(models.TextChoices):
    EXPLAINED = "explained", _("Withdrawn with an explanation")
    GONE = "gone", _("Gone")
    MERGED = "merged", _("Merged into another page")


class Cause(models.TextChoices):
    BY_HAND = "by_hand", _("by hand")
    EXPIRED = "expired", _("expired as planned")
    DELETED = "deleted", _("deleted")
    PROGRAM = "program", _("by a program")
    # See `unnoticed`.
    AFTERWARDS = "afterwards", _("recorded afterwards; what was decided is not known")


class WithdrawalQuerySet(models.QuerySet):
    def standing(self) -> "WithdrawalQuerySet":
        return self.filter(ended_at=None)


class Withdrawal(models.Model):
    """One end of a page's public life. It outlives the page; being published again ends it."""

    # No foreign keys: a page that is being deleted could not be pointed to.
    page_ref = models.PositiveBigIntegerField(db_index=True)
    # Where in the tree it stood (Page.path), so that what one may see is known without the page.
    tree_path = models.CharField(max_length=255)
    title = models.CharField(_("page"), max_length=255)
    meaning = models.CharField(_("meaning"), max_length=10, choices=Meaning)
    cause = models.CharField(_("cause of the withdrawal"), max_length=10, choices=Cause)
    explanation = models.TextField(_("explanation for the public"), blank=True, max_length=500)
    organ = models.CharField(_("withdrawn by (organ)"), max_length=100, blank=True)
    shows_title = models.BooleanField(_("the title may still be shown"), default=True)
    target_ref = models.PositiveBigIntegerField(
        _("merged into which page"), null=True, db_index=True
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    user_name = models.CharField(_("withdrawn by"), max_length=150, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"))
    ended_at = models.DateTimeField(_("public again since"), null=True, blank=True)

    objects = WithdrawalQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("withdrawal of a page")
        verbose_name_plural = _("withdrawals")
        ordering = ["-withdrawn_at", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["page_ref"], condition=Q(ended_at=None), name="lifecycle_one_withdrawal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_meaning_display()}"


class PublicAddress(models.Model):
    """An address at which the public knew a page that was withdrawn.

    It belongs to the page that was public there last: `since` tells when that was.
    """

    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="+")
    # Slugs are ASCII here; what is longer no browser would ask for.
    path = models.CharField(max_length=2000)
    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.CASCADE, related_name="addresses")
    since = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["site", "path"], name="lifecycle_one_owner_of_address")
        ]

    def __str__(self) -> str:
        return self.path
