"""What was published before it was reviewed, because it could not wait (应急发布)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    OPEN = "open", _("to be reviewed afterwards")
    REFUSED = "refused", _("refused afterwards: to be withdrawn or corrected")
    CONFIRMED = "confirmed", _("confirmed afterwards")
    REPLACED = "replaced", _("replaced by another version")
    WITHDRAWN = "withdrawn", _("withdrawn afterwards")


class EmergencyQuerySet(models.QuerySet):
    def pressing(self) -> "EmergencyQuerySet":
        """Return those that somebody has to do something about."""
        return self.filter(outcome__in=[Outcome.OPEN, Outcome.REFUSED])


class Emergency(models.Model):
    """One such publication; what was decided afterwards is written into it once."""

    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    page_ref = models.PositiveBigIntegerField()
    page_title = models.CharField(_("page"), max_length=255)
    digest = models.CharField(max_length=64)
    revision_ref = models.PositiveBigIntegerField(default=0)
    workflow_ref = models.PositiveBigIntegerField()
    workflow_name = models.CharField(max_length=255)
    reason = models.CharField(_("why it cannot wait"), max_length=300)
    answerable = models.CharField(
        _("who answers for it"),
        max_length=100,
        help_text=_("The leader on duty who decided it: name and office."),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    user_name = models.CharField(_("published by"), max_length=150)
    published_at = models.DateTimeField(_("published at"), auto_now_add=True)
    due_at = models.DateTimeField(_("to be reviewed until"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.OPEN)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=150, blank=True)

    objects = EmergencyQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("emergency publication")
        verbose_name_plural = _("emergency publications")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [
            ("publish_emergency", _("Can publish before the review, in an emergency")),
            ("manage_reviews", _("Can set up reviews, appoint reviewers and end delegations")),
        ]
        indexes = [models.Index(fields=["page_ref", "digest"], name="reviews_emergency_of_content")]

    def __str__(self) -> str:
        return f"{self.page_title}: {self.reason}"

    @property
    def is_open(self) -> bool:
        return self.outcome == Outcome.OPEN

    @property
    def is_refused(self) -> bool:
        return self.outcome == Outcome.REFUSED

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_at < timezone.now()
