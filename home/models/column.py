"""A column (栏目): a section of the portal with an owner and a promise to be kept up to date."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from findable import Entry
from home import finding
from home.listing import page_of
from home.models.base import PortalPage
from home.sections import columns_below
from pagecache import depends, tags


class ColumnClass(models.TextChoices):
    NEWS = "news", _("News")
    NOTICE = "notice", _("Notices")
    POLICY = "policy", _("Policy documents")
    INTERPRETATION = "interpretation", _("Policy interpretation")
    PUBLICITY = "publicity", _("Public announcements")
    DATA = "data", _("Data releases")
    SERVICE = "service", _("Public services")
    TOPIC = "topic", _("Special topics")
    OVERVIEW = "overview", _("Overview")
    OTHER = "other", _("Other")


class ColumnPage(PortalPage):
    """A section of the portal listing its articles, newest first."""

    is_kept = True

    intro = models.TextField(
        _("introduction"),
        blank=True,
        max_length=300,
        help_text=_("One or two sentences on what belongs here; shown above the list."),
    )
    column_class = models.CharField(
        _("column class"), max_length=20, choices=ColumnClass, default=ColumnClass.NEWS
    )
    owner_department = models.CharField(
        _("owner department"),
        max_length=60,
        blank=True,
        help_text=_("The department that answers for keeping this column up to date."),
    )
    update_cycle = models.PositiveSmallIntegerField(
        _("update cycle (days)"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
        help_text=_("A column without anything new for longer than this counts as stale."),
    )

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel(
            [
                FieldPanel("column_class"),
                FieldPanel("owner_department"),
                FieldPanel("update_cycle"),
            ],
            heading=_("Responsibility"),
        ),
    ]
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("intro"),
        index.FilterField("column_class"),
    ]
    parent_page_types = ["home.HomePage", "home.ColumnPage"]
    show_in_menus_default = True
    template = "home/column_page.html"

    class Meta:
        verbose_name = _("Column")
        verbose_name_plural = _("Columns")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["articles"] = page_of(self, request.GET.get("page"))
        context["branch"] = self.branch()
        depends.on(request, tags.below(self.path), tags.child(self.path[: -self.steplen]))
        # Marks of documents in the list.
        depends.until_midnight(request)
        depends.a_list(request)
        if request.GET.get("page", "1") != str(context["articles"].number):
            depends.never(request)
        return context

    def branch(self) -> list["ColumnPage"]:
        """Return the columns below this one, or those beside it when it has none."""
        above = self.way[-1] if self.way else None
        if above is None or not issubclass(above.specific_class, ColumnPage):
            return list(columns_below(self))
        around = list(columns_below(above, levels=2))
        below = [column for column in around if column.path[: -self.steplen] == self.path]
        return below or [column for column in around if column.depth == self.depth]

    @property
    def column_type(self) -> str:
        return self.get_column_class_display()

    def findable_entries(self) -> list[Entry]:
        """Return what the public finds of this column (`findable.Findable`)."""
        return finding.entries_of_column(self)
