"""The portal's front door, and what its header and footer say on every page."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel

from findable import Entry
from home import finding
from home.frame import Frame
from home.front import front_of
from home.linked_data import Node, site_nodes
from home.models.base import PortalPage
from pagecache import depends, tags


class HomePage(PortalPage):
    """Home page: its title is the site's full name.

    A special kind of it, for instance a department's, may have an emblem of its own, and a name
    under which a stylesheet gives the one design other colours.
    """

    is_kept = True
    emblem = "home/emblem.svg"
    look = ""
    look_styles: tuple[str, ...] = ()
    # What a device puts around the site: `--blue` of its stylesheet.
    theme_colour = "#1c4a85"

    organ = models.CharField(
        _("government body"),
        max_length=60,
        blank=True,
        help_text=_("The body this portal speaks for, for instance a municipal government."),
    )
    introduction = models.TextField(_("introduction"), blank=True, max_length=300)
    lead_article = models.ForeignKey(
        "home.ArticlePage",
        verbose_name=_("lead story"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Leave empty to lead with the newest story that has a cover picture."),
    )
    sponsor = models.CharField(_("sponsor"), max_length=60, blank=True)
    undertaker = models.CharField(_("undertaker"), max_length=60, blank=True)
    contact = models.CharField(_("contact"), max_length=120, blank=True)
    site_code = models.CharField(
        _("site identification code"),
        max_length=10,
        blank=True,
        validators=[
            RegexValidator(
                r"^(\d{10}|bm\d{8})$", _("Ten digits, or the letters bm and eight digits.")
            )
        ],
    )
    icp_number = models.CharField(_("ICP filing number"), max_length=40, blank=True)
    police_number = models.CharField(_("police filing number"), max_length=60, blank=True)
    mark_url = models.URLField(
        _("mark of Party and government sites"),
        blank=True,
        help_text=_("The address that the office which grants the mark gave this site."),
    )
    errors_url = models.URLField(
        _("where errors are reported"),
        blank=True,
        help_text=_("This site's entry to 我为政府网站找错."),
    )

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("organ"),
        FieldPanel("introduction"),
        PageChooserPanel("lead_article"),
        MultiFieldPanel(
            [
                FieldPanel("sponsor"),
                FieldPanel("undertaker"),
                FieldPanel("contact"),
                FieldPanel("site_code"),
                FieldPanel("icp_number"),
                FieldPanel("police_number"),
                FieldPanel("mark_url"),
                FieldPanel("errors_url"),
            ],
            heading=_("Footer"),
        ),
    ]
    # Children say where they may live; a home page cannot know every type other apps bring.
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"
    elder_template = "home/elder/home_page.html"

    class Meta:
        verbose_name = _("Home page")
        verbose_name_plural = _("Home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["front"] = front_of(self)
        depends.on(request, tags.below(self.path))
        # Marks of documents in its lists.
        depends.until_midnight(request)
        return context

    @property
    def short_name(self) -> str:
        """What stands below the icon on a device."""
        return self.title

    def linked_data(self, frame: Frame) -> list[Node]:
        return site_nodes(frame)

    def findable_entries(self) -> list[Entry]:
        """Return what the public finds of this site (`findable.Findable`)."""
        return finding.entries_of_home(self)
