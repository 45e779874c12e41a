"""法定主动公开内容: the fifteen heads of art. 20, led to where they are kept."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from disclosure.admin import opening_states
from disclosure.admin.document_panels import StatePanel
from disclosure.finding.opening import entries_of_mandatory_content
from disclosure.models.open_government import StatutoryBlock
from disclosure.opening.heads import Head, heads_of
from findable import Entry
from home.models.base import PortalPage


class MandatoryContentPage(StatutoryBlock):
    """The heads are the law's; the editor says only where each of them leads."""

    usual_title = "法定主动公开内容"

    content_panels = [
        *PortalPage.content_panels,
        StatePanel("heads", opening_states.of_heads, heading=_("Heads that lead nowhere")),
        FieldPanel("intro"),
        InlinePanel(
            "entries",
            [FieldPanel("head"), FieldRowPanel([FieldPanel("target"), FieldPanel("title")])],
            heading=_("Where the heads lead"),
            label=_("Entry"),
            help_text=_("A head may lead to several pages."),
        ),
    ]
    template = "disclosure/open_government/heads.html"

    class Meta:
        verbose_name = _("Mandatory content")
        verbose_name_plural = _("Mandatory content")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # Public pages are cached and the same for everybody; editors see theirs in the preview.
        is_preview = getattr(request, "is_preview", False)
        context["heads"] = [each for each in heads_of(self) if each.is_set or is_preview]
        return context

    def findable_entries(self) -> list[Entry]:
        """Return what the public finds of this page (`findable.Findable`)."""
        return entries_of_mandatory_content(self)


class MandatoryEntry(Orderable):
    """A page that a head leads to."""

    page = ParentalKey(MandatoryContentPage, on_delete=models.CASCADE, related_name="entries")
    head = models.PositiveSmallIntegerField(_("head of art. 20"), choices=Head)
    target = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("column, page or directory"),
        on_delete=models.CASCADE, related_name="+",
    )  # fmt: skip
    title = models.CharField(
        _("displayed title"), max_length=100, blank=True,
        help_text=_("Leave empty to show the page's own title."),
    )  # fmt: skip

    class Meta(Orderable.Meta):
        verbose_name = _("Entry of mandatory content")
        verbose_name_plural = _("Entries of mandatory content")

    def __str__(self) -> str:
        return self.title or str(self.target)
