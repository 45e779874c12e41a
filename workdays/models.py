"""The notices that arrange holidays, as an administrator types them: one for each year."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from workdays.calendar import SATURDAY
from workdays.forms import NoticeForm

LONGEST = timedelta(days=31)


class Notice(ClusterableModel):
    """What the State Council's office arranges for the holidays of one year, or changes later."""

    year = models.PositiveSmallIntegerField(
        _("year it arranges"),
        validators=[MinValueValidator(1949), MaxValueValidator(2200)],
    )
    number = models.CharField(
        _("number of the notice"),
        max_length=60,
        unique=True,
        help_text=_("For instance 国办发明电〔2025〕7号."),
    )
    issued_on = models.DateField(
        _("issued on"),
        null=True,
        blank=True,
        help_text=_("Of two notices for one day, the one issued later counts."),
    )
    address = models.URLField(_("address of the notice"), blank=True)

    base_form_class = NoticeForm

    class Meta:
        verbose_name = _("Notice on holidays")
        verbose_name_plural = _("Notices on holidays")
        ordering = ["-year", "-issued_on"]

    def __str__(self) -> str:
        return f"{self.year} {self.number}"


class Holiday(Orderable):
    """Days off in a row, weekends among them included."""

    notice = ParentalKey(Notice, on_delete=models.CASCADE, related_name="holidays")
    name = models.CharField(_("holiday"), max_length=30)
    first = models.DateField(_("first day off"))
    last = models.DateField(_("last day off"))

    class Meta(Orderable.Meta):
        verbose_name = _("Days off")
        verbose_name_plural = _("Days off")

    def __str__(self) -> str:
        return f"{self.name} {self.first}–{self.last}"

    def clean(self) -> None:
        super().clean()
        if not self.first or not self.last:
            return
        if self.last < self.first:
            raise ValidationError({"last": _("The last day comes before the first.")})
        if self.last - self.first > LONGEST:
            raise ValidationError({"last": _("No holiday is longer than a month.")})


class SwappedDay(Orderable):
    """A Saturday or Sunday that is worked in exchange for a day off."""

    notice = ParentalKey(Notice, on_delete=models.CASCADE, related_name="swapped_days")
    name = models.CharField(_("for which holiday"), max_length=30)
    day = models.DateField(_("day worked"))

    class Meta(Orderable.Meta):
        verbose_name = _("Weekend day worked")
        verbose_name_plural = _("Weekend days worked")

    def __str__(self) -> str:
        return f"{self.day} ({self.name})"

    def clean(self) -> None:
        super().clean()
        if self.day and self.day.weekday() < SATURDAY:
            raise ValidationError({"day": _("This is no Saturday or Sunday: it is worked anyway.")})
