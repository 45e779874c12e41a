"""The page of 在线访谈: what is coming, what is on, and all that has been (往期回顾)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from home.models.base import PortalPage


class InterviewIndexPage(PortalPage):
    """Lists the interviews below it."""

    intro = models.TextField(_("introduction"), blank=True, max_length=300)

    content_panels = [*PortalPage.content_panels, FieldPanel("intro")]
    search_fields = [*PortalPage.search_fields, index.SearchField("intro")]
    parent_page_types = ["home.HomePage", "home.ColumnPage"]
    subpage_types = ["interviews.InterviewPage"]
    show_in_menus_default = True

    class Meta:
        verbose_name = _("Interviews of the portal")
        verbose_name_plural = _("Interviews of the portal")
