"""An organ (机关): who exercises powers, issues documents and answers for both."""

from django.contrib.auth.models import Group
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from disclosure.documents.index_numbers import USUAL, validate_template


class Organ(models.Model):
    """A body with a name of its own, whether or not it has pages here."""

    name = models.CharField(_("name of the organ"), max_length=60, unique=True)
    short_names = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("One in a line: what lists and documents call it."),
    )
    code = models.CharField(
        _("credit code or organ code"),
        max_length=18,
        blank=True,
        # GB 32100-2015: 18 characters; GB 11714-1997: nine, often with a hyphen before the last.
        validators=[
            RegexValidator(
                r"^([0-9A-HJ-NPQRTUWXY]{18}|[0-9A-Z]{8}-?[0-9X])$",
                _("Eighteen characters of a credit code, or nine of an organ code."),
            )
        ],
    )
    index_template = models.CharField(
        _("form of index numbers"),
        max_length=60,
        default=USUAL,
        validators=[validate_template],
        help_text=_(
            "{org} is the code above, {yyyy} the year or {yyyymm} year and month of publication, "
            "{seq:05} a running number of five digits."
        ),
    )
    editors = models.ForeignKey(
        Group,
        verbose_name=_("editors"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Only they, and those who may edit every list, change its lists."),
    )

    class Meta:
        verbose_name = _("Organ")
        verbose_name_plural = _("Organs")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> list[str]:
        return [self.name, *filter(None, map(str.strip, self.short_names.splitlines()))]
