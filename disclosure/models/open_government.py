"""政府信息公开 and those of its blocks that are a page of their own: guide, rules, requests."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.query import PageQuerySet
from wagtail.search import index

from disclosure.admin import opening_states
from disclosure.admin.document_panels import StatePanel
from disclosure.admin.opening_forms import TitledForm
from disclosure.finding.opening import entries_of_guide, entries_of_list, entries_of_rules
from disclosure.models.office import OFFICE, Office
from disclosure.opening import requests
from disclosure.opening.heads import public_pages
from findable import Entry
from home import marks
from home.blocks import BodyBlock
from home.models.base import PortalPage
from home.public import readable
from workdays.reading import current_calendar

COLUMN = "disclosure.OpenGovernmentPage"


class OpenGovernmentPage(PortalPage):
    """The column that must be called exactly so, inside the site it belongs to (国办公开办函
    〔2019〕61号), with nothing below it but what the law wants public.
    """

    usual_title = "政府信息公开"
    intro = models.TextField(_("introduction"), blank=True, max_length=300)

    base_form_class = TitledForm
    content_panels = [*PortalPage.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "disclosure.DisclosureGuidePage",
        "disclosure.DisclosureRulesPage",
        "disclosure.MandatoryContentPage",
        "disclosure.AnnualReportsPage",
        "disclosure.DisclosureRequestPage",
        "disclosure.DocumentDirectoryPage",
    ]
    max_count_per_parent = 1
    show_in_menus_default = True
    column_type = _("Open government information")
    template = "disclosure/open_government/column.html"

    class Meta:
        verbose_name = _("Open government information")
        verbose_name_plural = _("Open government information")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["blocks"] = list(blocks_of(self).specific())
        return context

    def findable_entries(self) -> list[Entry]:
        """Return what the public finds of this column (`findable.Findable`)."""
        return entries_of_list(self)


def blocks_of(column: Page) -> PageQuerySet:
    """Return the public pages right below the column, in the order of the tree."""
    return readable(column.get_children())


class StatutoryBlock(PortalPage):
    """One of the blocks; each exists once and stands beside the others."""

    usual_title = ""
    intro = models.TextField(_("introduction"), blank=True, max_length=300)

    base_form_class = TitledForm
    parent_page_types = [COLUMN]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    column_type = _("Open government information")
    search_fields = [*PortalPage.search_fields, index.SearchField("intro")]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        column = self.way[-1]
        return {**context, "column": column, "blocks": blocks_of(column)}

    def findable_entries(self) -> list[Entry]:
        """Return what the public finds of this page (`findable.Findable`)."""
        return entries_of_list(self)


class DisclosureGuidePage(Office, StatutoryBlock):
    """政府信息公开指南."""

    usual_title = "政府信息公开指南"
    body = StreamField(BodyBlock(required=False), verbose_name=_("body"), blank=True)

    content_panels = [
        *PortalPage.content_panels,
        StatePanel("guide", opening_states.of_guide, heading=_("Elements the law requires")),
        FieldPanel("intro"),
        OFFICE,
        FieldPanel("body"),
    ]
    search_fields = [*StatutoryBlock.search_fields, index.SearchField("body")]
    template = "disclosure/open_government/guide.html"

    class Meta:
        verbose_name = _("Guide to disclosure")
        verbose_name_plural = _("Guides to disclosure")

    def findable_entries(self) -> list[Entry]:
        """Return what the public finds of this guide (`findable.Findable`)."""
        return entries_of_guide(self)


class DisclosureRulesPage(StatutoryBlock):
    """政府信息公开制度: pages of this portal, or rules that stand elsewhere."""

    usual_title = "政府信息公开制度"

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("intro"),
        InlinePanel(
            "rules",
            [FieldPanel("target"), FieldRowPanel([FieldPanel("title"), FieldPanel("address")])],
            heading=_("Rules"),
            label=_("Rule"),
        ),
    ]
    template = "disclosure/open_government/rules.html"

    class Meta:
        verbose_name = _("Rules of disclosure")
        verbose_name_plural = _("Rules of disclosure")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "rules": self.shown_rules()}

    def shown_rules(self) -> list["DisclosureRule"]:
        """Return the rules that lead somewhere, with their pages and the marks of those."""
        rules = list(self.rules.all())
        public = public_pages(each.target_id for each in rules)
        marks.give(public.values())
        for each in rules:
            each.page_shown = public.get(each.target_id)
        return [each for each in rules if each.page_shown or each.address]

    def findable_entries(self) -> list[Entry]:
        """Return what the public finds of this page (`findable.Findable`)."""
        return entries_of_rules(self)


class DisclosureRule(Orderable):
    """A rule: a page of this portal, or a title with an address elsewhere."""

    page = ParentalKey(DisclosureRulesPage, on_delete=models.CASCADE, related_name="rules")
    target = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page on this portal"), null=True, blank=True,
        on_delete=models.CASCADE, related_name="+",
    )  # fmt: skip
    title = models.CharField(
        _("displayed title"), max_length=200, blank=True,
        help_text=_("Leave empty to show the page's own title."),
    )  # fmt: skip
    address = models.URLField(_("or an address elsewhere"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("Rule of disclosure")
        verbose_name_plural = _("Rules of disclosure")

    def __str__(self) -> str:
        return self.title or (self.target.title if self.target_id else self.address)

    def clean(self) -> None:
        super().clean()
        if not self.target_id and not (self.title and self.address):
            raise ValidationError(
                {"target": _("Choose a page, or write a title and its address elsewhere.")}
            )


class DisclosureRequestPage(Office, StatutoryBlock):
    """依申请公开: how to ask by post, in person, or in a system that exists already."""

    usual_title = "依申请公开"
    body = StreamField(BodyBlock(required=False), verbose_name=_("body"), blank=True)
    form_file = models.ForeignKey(
        "wagtaildocs.Document", verbose_name=_("application form"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    system_address = models.URLField(
        _("address of the system for applications"), blank=True,
        help_text=_("Leave empty if applications are taken by post and in person only."),
    )  # fmt: skip

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("intro"),
        OFFICE,
        FieldPanel("form_file"),
        FieldPanel("system_address"),
        FieldPanel("body"),
    ]
    search_fields = [*StatutoryBlock.search_fields, index.SearchField("body")]
    template = "disclosure/open_government/request.html"

    class Meta:
        verbose_name = _("Disclosure on request")
        verbose_name_plural = _("Disclosure on request")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["example"] = requests.example(current_calendar(), timezone.localdate())
        return context

    def findable_entries(self) -> list[Entry]:
        """Return what the public finds of this page (`findable.Findable`)."""
        return entries_of_guide(self)
