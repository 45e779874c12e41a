"""The pages of 三清单一目录: an index, and below it a list for each department."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from disclosure.history.verify_history import FIRST
from home.models.base import PortalPage


class ListKind(models.TextChoices):
    """Hunan's 三清单一目录 (in force 2015-02-01)."""

    POWERS = "powers", _("list of powers")
    DUTIES = "duties", _("list of duties")
    NEGATIVE = "negative", _("negative list")
    PROJECTS = "projects", _("catalogue of approved investment projects")


class PowerListIndexPage(PortalPage):
    """Where the lists of all departments begin."""

    intro = models.TextField(_("introduction"), blank=True, max_length=300)

    content_panels = [*PortalPage.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["disclosure.PowerListPage"]
    show_in_menus_default = True

    class Meta:
        verbose_name = _("Index of lists")
        verbose_name_plural = _("Indexes of lists")


class PowerListPage(PortalPage):
    """One list of one department; its powers are rows, not pages."""

    organ = models.ForeignKey(
        "disclosure.Organ", verbose_name=_("department"), on_delete=models.PROTECT,
        related_name="lists",
    )  # fmt: skip
    kind = models.CharField(
        _("which list"), max_length=10, choices=ListKind, default=ListKind.POWERS
    )
    intro = models.TextField(_("introduction"), blank=True, max_length=500)
    # The end of the record, so that a row cut off there is missed as well.
    last_sequence = models.PositiveIntegerField(default=0, editable=False)
    last_hash = models.CharField(max_length=64, default=FIRST, editable=False)

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("organ"),
        FieldPanel("kind"),
        FieldPanel("intro"),
    ]
    search_fields = [*PortalPage.search_fields, index.SearchField("intro")]
    parent_page_types = ["disclosure.PowerListIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("List of powers")
        verbose_name_plural = _("Lists of powers")
