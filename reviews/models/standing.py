"""Who may act at a stage beside the members of its groups: deputies, and who was appointed."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.names import name_of


class DeputyQuerySet(models.QuerySet):
    def running(self) -> "DeputyQuerySet":
        """Return those whose time is now."""
        now = timezone.now()
        return self.filter(begins_at__lte=now, ends_at__gt=now, ended_at=None)


class Deputy(models.Model):
    """A reviewer's deputy for a while (委托). What the reviewer may do, nobody else loses.

    It is worth what its principal's own right is worth: whoever leaves a group has no deputy there.
    """

    principal = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("reviewer"), on_delete=models.CASCADE,
        related_name="+",
    )  # fmt: skip
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("deputy"), on_delete=models.CASCADE,
        related_name="+",
    )  # fmt: skip
    stage = models.ForeignKey(
        "reviews.ReviewStage", verbose_name=_("only at the stage"), null=True, blank=True,
        on_delete=models.CASCADE, related_name="+",
    )  # fmt: skip
    begins_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    reason = models.CharField(_("reason of the delegation"), max_length=200)
    named_by = models.CharField(max_length=150)
    named_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = DeputyQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("begins_at")), name="reviews_deputy_for_a_while"
            )
        ]

    def __str__(self) -> str:
        return f"{self.principal} → {self.deputy}"

    def clean(self) -> None:
        super().clean()
        if self.principal_id and self.principal_id == self.deputy_id:
            raise ValidationError({"deputy": _("Nobody is their own deputy.")})
        if self.begins_at and self.ends_at and self.ends_at <= self.begins_at:
            raise ValidationError({"ends_at": _("It ends before it begins.")})

    @property
    def principal_name(self) -> str:
        return name_of(self.principal)

    @property
    def deputy_name(self) -> str:
        return name_of(self.deputy)

    @property
    def is_running(self) -> bool:
        return self.ended_at is None and self.begins_at <= timezone.now() < self.ends_at

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None or self.ends_at <= timezone.now()


class Assignment(models.Model):
    """Somebody appointed to act at one stage for one item, because nobody else can."""

    workflow_state = models.ForeignKey(
        "wagtailcore.WorkflowState", on_delete=models.CASCADE, related_name="+"
    )
    stage = models.ForeignKey("reviews.ReviewStage", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who is to review"), on_delete=models.CASCADE,
        related_name="+",
    )  # fmt: skip
    reason = models.CharField(_("reason of the appointment"), max_length=200)
    appointed_by = models.CharField(max_length=150)
    appointed_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workflow_state", "stage", "user"], name="reviews_appointed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.workflow_state_id} {self.stage}: {self.user}"


class Authorship(models.Model):
    """Who wrote a draft that somebody else has saved again without changing what it says."""

    revision = models.OneToOneField(
        "wagtailcore.Revision", on_delete=models.CASCADE, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.user}"
