"""Days on which the site is shown without colours (一键置灰), as for national mourning."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Reach(models.TextChoices):
    ALL = "all", _("All pages")
    FRONT = "front", _("Home pages only")


class GreyDaysQuerySet(models.QuerySet["GreyDays"]):
    def on(self, day: date) -> "GreyDaysQuerySet":
        """Narrow to what holds on a day; what reaches further comes first."""
        return self.filter(first__lte=day, last__gte=day).order_by("reach")


class GreyDays(models.Model):
    """From the beginning of the first day to the end of the last, in the portal's time zone, on
    the main site and all sub-sites.
    """

    first = models.DateField(_("first day"), default=timezone.localdate)
    last = models.DateField(_("last day"), default=timezone.localdate)
    reach = models.CharField(_("reach"), max_length=5, choices=Reach, default=Reach.ALL)
    reason = models.CharField(_("reason"), max_length=120)

    objects = GreyDaysQuerySet.as_manager()

    class Meta:
        verbose_name = _("Days without colours")
        verbose_name_plural = _("Days without colours")
        ordering = ["-first", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="grey_days_end_after_begin"
            )
        ]

    def __str__(self) -> str:
        return self.reason

    def clean(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise ValidationError({"last": _("The last day is before the first.")})
