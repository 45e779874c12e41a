"""A notice of adjustments (权责清单调整公告): chosen changes of a list, told like an article."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from attachments.gate import Finding
from disclosure import adjustments, telling
from disclosure.addresses import BELOW_LIST
from disclosure.adjustments import MOST, Choice, by_cause, chosen, entries
from disclosure.fields import Label
from disclosure.finding.opening import entries_of_notice
from findable import Entry
from home.forms import PortalPageForm
from home.frame import Frame
from home.linked_data import Node, article_nodes
from home.meta_tags import Tags, moment
from home.models.base import PortalPage
from home.releasing import obstacle
from story import Story

if TYPE_CHECKING:
    from disclosure.models import Organ, PowerListPage


class NoticeForm(PortalPageForm):
    """Finds the changes when they are asked for, so that the editor sees if there are none."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        page, power_list = self.instance, self.parent_page.specific
        choice = Choice(
            cleaned.get("month"), (cleaned.get("document") or "").strip(),
            cleaned.get("first_sequence"), cleaned.get("last_sequence"),
        )  # fmt: skip
        if choice.is_empty:
            if not self.is_deferred_validation:
                self.add_error("month", _("Say which changes are to be told."))
            return cleaned
        found = page.choose(power_list, choice)
        if not found:
            self.add_error("month", _("No change of the list answers to this."))
        elif found > MOST:
            told = _("More than %(most)d changes answer to this. Narrow them down.")
            self.add_error("month", told % {"most": MOST})
        slug = cleaned.get("slug")
        if slug in BELOW_LIST or (slug and power_list.items.filter(address=slug).exists()):
            self.add_error("slug", _("A power of the list has this address."))
        return cleaned


class PowerNoticePage(PortalPage):
    """What changed in the list above, in the words of its record. Later changes alter nothing in
    it: the versions are chosen by their numbers, once.
    """

    short_title = models.CharField(
        _("short title"), max_length=32, blank=True,
        help_text=_("Used where room is short; WeChat, for one, allows 32 characters."),
    )  # fmt: skip
    summary = models.TextField(_("summary"), blank=True, max_length=300)
    intro = models.TextField(_("introduction"), blank=True, max_length=2000)
    month = models.DateField(
        _("changes that took effect in the month of"), null=True, blank=True,
        help_text=_("Any day of that month."),
    )  # fmt: skip
    document = models.CharField(
        _("changes by the document"), max_length=200, blank=True,
        help_text=_("Its number, or a part of what the record says of it."),
    )  # fmt: skip
    first_sequence = models.PositiveIntegerField(_("from number"), null=True, blank=True)
    last_sequence = models.PositiveIntegerField(_("to number"), null=True, blank=True)
    sequences = models.JSONField(default=list, blank=True, editable=False)
    chosen_by = models.JSONField(default=list, blank=True, editable=False)

    base_form_class = NoticeForm
    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("short_title"),
        FieldPanel("summary"),
        FieldPanel("intro"),
        MultiFieldPanel(
            [
                FieldPanel("month"),
                FieldPanel("document"),
                FieldRowPanel([FieldPanel("first_sequence"), FieldPanel("last_sequence")]),
            ],
            heading=_("Which changes of the list"),
        ),
    ]
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("summary"),
        index.SearchField("intro"),
    ]
    parent_page_types = ["disclosure.PowerListPage"]
    subpage_types: list[str] = []
    template = "disclosure/power_list/notice.html"

    class Meta:
        verbose_name = _("Notice of adjustments")
        verbose_name_plural = _("Notices of adjustments")

    def obstacles(self) -> Iterator[Finding]:
        yield from super().obstacles()
        if not self.sequences:
            yield obstacle(self, "month", _("Say which changes are to be told."))

    def choose(self, power_list: "PowerListPage", choice: Choice) -> int:
        """Choose changes, unless these were chosen before; return how many were found.

        The same choice again, a year later, does not bring in what has happened since.
        """
        if choice.as_json() != self.chosen_by or not self.sequences:
            self.sequences = chosen(power_list, choice)
            self.chosen_by = choice.as_json()
        return len(self.sequences)

    @cached_property
    def power_list(self) -> "PowerListPage":
        return self.get_parent().specific

    @property
    def organ(self) -> "Organ":
        return self.power_list.organ

    @property
    def paragraphs(self) -> list[str]:
        return [line for line in map(str.strip, self.intro.splitlines()) if line]

    def told(self) -> list[tuple[Label, list[adjustments.Entry]]]:
        """Return the changes under what happened."""
        return by_cause(entries(self.power_list, self.sequences))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "told": self.told(), "power_list": self.power_list}

    def meta_tags(self, frame: Frame) -> Tags:
        column = self.power_list if self.power_list.live else None
        return {
            **(column.meta_tags(frame) if column else {}),
            "ArticleTitle": self.title,
            "PubDate": moment(self.first_published_at),
            "ContentSource": self.power_list.organ.name,
            "Keywords": ",".join(filter(None, [self.title, column and column.title])),
            "Description": self.search_description or self.summary.strip(),
            "Url": self.full_url or "",
        }

    def linked_data(self, frame: Frame) -> list[Node]:
        return article_nodes(self, frame)

    def syndication_story(self) -> Story:
        """Return the notice as plain data for other channels."""
        return telling.notice(self)

    def findable_entries(self) -> list[Entry]:
        """Return what the public finds of this page (`findable.Findable`)."""
        return entries_of_notice(self)
