"""政府信息公开年报: a page for each organ and year, below the list of all."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from attachments.gate import Finding
from disclosure.admin import opening_states
from disclosure.admin.document_panels import StatePanel, attachments_panel
from disclosure.files import with_files
from disclosure.finding.opening import entries_of_report
from disclosure.models.attached_file import AttachedFile
from disclosure.models.open_government import StatutoryBlock, blocks_of
from disclosure.models.organ import Organ
from disclosure.opening.annual import FIRST_YEAR, Level, by_year, reports_below
from findable import Entry
from home.blocks import BodyBlock
from home.frame import Frame
from home.linked_data import Node, article_nodes
from home.meta_tags import Tags, moment, source_of
from home.models.base import PortalPage
from home.pictures import card_picture
from home.releasing import obstacle

INDEX = "disclosure.AnnualReportsPage"
REPORT = "disclosure.AnnualReportPage"


class AnnualReportsPage(StatutoryBlock):
    """The list of reports by year, and whose reports are looked for."""

    usual_title = "政府信息公开年报"

    content_panels = [
        *PortalPage.content_panels,
        StatePanel("reports", opening_states.of_reports, heading=_("Reports that are missing")),
        FieldPanel("intro"),
        InlinePanel(
            "reporters",
            [FieldRowPanel([FieldPanel("organ"), FieldPanel("level"), FieldPanel("since")])],
            heading=_("Organs that report"),
            label=_("Organ"),
        ),
    ]
    subpage_types = [REPORT]
    template = "disclosure/open_government/reports.html"

    class Meta:
        verbose_name = _("Annual reports")
        verbose_name_plural = _("Annual reports")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["years"] = by_year(reports_below(self))
        return context


class Reporter(Orderable):
    """An organ whose reports are looked for from a year on."""

    page = ParentalKey(AnnualReportsPage, on_delete=models.CASCADE, related_name="reporters")
    organ = models.ForeignKey(
        "disclosure.Organ", verbose_name=_("organ"), on_delete=models.PROTECT, related_name="+"
    )
    level = models.CharField(_("due"), max_length=10, choices=Level, default=Level.DEPARTMENT)
    since = models.PositiveSmallIntegerField(
        _("from the report of which year"), validators=[MinValueValidator(FIRST_YEAR)]
    )

    class Meta(Orderable.Meta):
        verbose_name = _("Organ that reports")
        verbose_name_plural = _("Organs that report")

    def __str__(self) -> str:
        return str(self.organ)


class AnnualReportPage(PortalPage):
    """The report of one organ for one year."""

    organ = models.ForeignKey(
        "disclosure.Organ", verbose_name=_("organ"), null=True, on_delete=models.PROTECT,
        related_name="annual_reports",
    )  # fmt: skip
    year = models.PositiveSmallIntegerField(
        _("year reported on"), null=True, validators=[MinValueValidator(FIRST_YEAR)]
    )
    body = StreamField(BodyBlock(required=False), verbose_name=_("body"), blank=True)

    content_panels = [
        *PortalPage.content_panels,
        FieldRowPanel([FieldPanel("organ"), FieldPanel("year")]),
        FieldPanel("body"),
        attachments_panel(),
    ]
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("body"),
        index.RelatedFields("organ", [index.SearchField("name")]),
        index.FilterField("year"),
    ]
    parent_page_types = [INDEX]
    subpage_types: list[str] = []
    template = "disclosure/open_government/report.html"
    exclude_fields_in_copy = ["year"]

    class Meta:
        verbose_name = _("Annual report")
        verbose_name_plural = _("Annual report pages")
        indexes = [models.Index(fields=["organ", "year"])]

    def clean(self) -> None:
        super().clean()
        if self.same_report is not None:
            raise ValidationError({"year": self._told_same()})

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        with transaction.atomic():
            if self.live and self.organ_id:
                # Who publishes another one at the same moment waits here, and then finds this.
                Organ.objects.select_for_update().filter(pk=self.organ_id).first()
            super().save(clean=clean, **kwargs)

    def obstacles(self) -> Iterator[Finding]:
        yield from super().obstacles()
        if not self.organ_id:
            yield obstacle(self, "organ", _("Say whose report this is."))
        if not self.year:
            yield obstacle(self, "year", _("Say which year it reports on."))
        elif self.same_report is not None:
            yield obstacle(self, "year", self._told_same())

    @property
    def same_report(self) -> "AnnualReportPage | None":
        """Another report of this organ for this year, public or not."""
        if not self.organ_id or not self.year or self.alias_of_id:
            return None
        others = AnnualReportPage.objects.filter(
            organ=self.organ_id, year=self.year, alias_of=None
        ).exclude(pk=self.pk)
        return others.first()

    def _told_same(self) -> str:
        return _("There is a report of this organ for this year already: “%(title)s”.") % {
            "title": self.same_report.title
        }

    @classmethod
    def for_readers(cls) -> models.QuerySet:
        return super().for_readers().select_related("organ")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        column = self.way[-2]
        return {**context, "column": column, "blocks": blocks_of(column)}

    def meta_tags(self, frame: Frame) -> Tags:
        column = self.way[-1].specific if self.way and self.way[-1].live else None
        source = self.organ.name if self.organ_id else ""
        return {
            **(column.meta_tags(frame) if column else {}),
            "ArticleTitle": self.title,
            "PubDate": moment(self.first_published_at),
            "ContentSource": source or source_of(frame),
            "Keywords": ",".join(filter(None, [self.title, column and column.title, source])),
            "Description": self.search_description,
            "Image": picture.url if (picture := card_picture(self)) else "",
            "Url": self.full_url or "",
        }

    def linked_data(self, frame: Frame) -> list[Node]:
        return article_nodes(self, frame, "Report")

    @cached_property
    def files(self) -> list["ReportAttachment"]:
        return with_files(self.attachments.all())

    def findable_entries(self) -> list[Entry]:
        """Return what the public finds of this report (`findable.Findable`)."""
        return entries_of_report(self)


class ReportAttachment(AttachedFile):
    """A file that belongs to a report."""

    page = ParentalKey(AnnualReportPage, on_delete=models.CASCADE, related_name="attachments")

    class Meta(AttachedFile.Meta):
        verbose_name = _("Attachment of a report")
        verbose_name_plural = _("Attachments of reports")
