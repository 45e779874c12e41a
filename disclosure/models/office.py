"""Who answers for disclosure and how to reach them: said by the guide and by the way to apply."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from disclosure.opening import guide


class Office(models.Model):
    """How to reach the office that answers for disclosure (art. 12)."""

    office = models.CharField(_("office"), max_length=100, blank=True)
    address = models.CharField(_("address of the office"), max_length=200, blank=True)
    hours = models.CharField(
        _("office hours"), max_length=200, blank=True,
        help_text=_("For instance 工作日 9:00—12:00，14:00—17:30."),
    )  # fmt: skip
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    fax = models.CharField(_("fax"), max_length=60, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    internet_contact = models.CharField(
        _("contact on the internet"), max_length=200, blank=True,
        help_text=_("An e-mail address or the address of a page."),
    )  # fmt: skip

    class Meta:
        abstract = True

    @property
    def elements(self) -> list[tuple[str, Any, str]]:
        return guide.elements_of(self)


OFFICE = MultiFieldPanel(
    [
        FieldPanel("office"),
        FieldPanel("address"),
        FieldRowPanel([FieldPanel("hours"), FieldPanel("postal_code")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("fax")]),
        FieldPanel("internet_contact"),
    ],
    heading=_("Office that answers for disclosure"),
)
