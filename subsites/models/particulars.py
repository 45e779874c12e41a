"""What the public must be able to read of any unit: where it is and how to reach it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Particulars(models.Model):
    address = models.CharField(_("address of the unit"), max_length=120, blank=True)
    phone = models.CharField(_("phone of the unit"), max_length=60, blank=True)
    hours = models.CharField(
        _("hours of the unit"), max_length=120, blank=True,
        help_text=_("For instance 工作日 9:00—12:00，13:30—17:30."),
    )  # fmt: skip

    class Meta:
        abstract = True
