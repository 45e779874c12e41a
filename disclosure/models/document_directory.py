"""The page of 政策文件目录: official documents to be searched, counted and taken away."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from disclosure.directory import exporting, feeds, listing
from disclosure.directory.narrowing import Narrowing
from disclosure.finding.opening import entries_of_list
from findable import Entry
from home.models.base import PortalPage


class DocumentDirectoryPage(RoutablePageMixin, PortalPage):
    """Lists the documents of the portal wherever they stand, not pages below itself."""

    intro = models.TextField(_("introduction"), blank=True, max_length=300)
    part = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("only what is below"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
        help_text=_("Leave empty for all official documents of the portal."),
    )  # fmt: skip
    organ = models.ForeignKey(
        "disclosure.Organ", verbose_name=_("only documents of"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
        help_text=_("Those that it issues jointly count as well."),
    )  # fmt: skip

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel([FieldPanel("part"), FieldPanel("organ")], heading=_("What is listed")),
    ]
    search_fields = [*PortalPage.search_fields, index.SearchField("intro")]
    parent_page_types = [
        "home.HomePage",
        "home.ColumnPage",
        "disclosure.OpenGovernmentPage",
    ]
    subpage_types: list[str] = []
    column_type = _("Policy documents")
    template = "disclosure/directory/directory.html"

    class Meta:
        verbose_name = _("Directory of documents")
        verbose_name_plural = _("Directories of documents")

    @path("")
    def all_documents(self, request: HttpRequest) -> HttpResponse:
        narrowing = Narrowing.of(request.GET)
        documents = listing.documents_of(self)
        shown = {
            "narrowing": narrowing,
            "facets": listing.facets(documents, narrowing),
            "documents": listing.page_of(documents, narrowing, request.GET.get("page")),
        }
        return self.render(request, context_overrides=shown)

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        return feeds.of_documents(request, self)

    @path("csv/")
    def csv(self, request: HttpRequest) -> HttpResponse:
        return exporting.as_csv(self, Narrowing.of(request.GET))

    def findable_entries(self) -> list[Entry]:
        """Return what the public finds of this page (`findable.Findable`)."""
        return entries_of_list(self)
