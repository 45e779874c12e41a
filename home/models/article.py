"""An article (稿件): a news item or notice, the thing a portal publishes most."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from attachments.gate import Finding
from findable import Entry
from home import finding
from home.blocks import BodyBlock, empty_body_message, is_blank
from home.frame import Frame
from home.linked_data import Node, article_nodes
from home.meta_tags import Tags, article_tags
from home.models.base import PortalPage
from home.originals import pages_shown_by_alias
from home.releasing import obstacle
from home.rich_text import pages_linked
from home.surroundings import Surroundings, surroundings_of, tag_of
from home.telling import tell
from pagecache import depends
from story import Story


class ArticlePage(PortalPage):
    """An article below a column."""

    subtitle = models.CharField(_("subtitle"), max_length=120, blank=True)
    short_title = models.CharField(
        _("short title"),
        max_length=32,
        blank=True,
        help_text=_("Used where room is short; WeChat, for one, allows 32 characters."),
    )
    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=300,
        help_text=_("Two or three sentences, shown in lists and used as the digest elsewhere."),
    )
    source = models.CharField(
        _("information source"),
        max_length=60,
        blank=True,
        help_text=_("Who issued this, for instance the name of a department."),
    )
    author = models.CharField(_("author"), max_length=60, blank=True)
    responsible_editor = models.CharField(_("responsible editor"), max_length=40, blank=True)
    cover = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("cover picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown in lists. Other channels take the first picture when this is empty."),
    )
    displayed_at = models.DateTimeField(
        _("displayed publication time"),
        null=True,
        blank=True,
        help_text=_("Leave empty to show the moment of first publication."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"))

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("subtitle"),
        FieldPanel("short_title"),
        FieldPanel("summary"),
        FieldPanel("cover"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("source"), FieldPanel("author")]),
                FieldRowPanel([FieldPanel("responsible_editor"), FieldPanel("displayed_at")]),
            ],
            heading=_("Publication details"),
        ),
    ]
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("subtitle"),
        index.SearchField("summary"),
        index.SearchField("body"),
        index.SearchField("source"),
        index.FilterField("displayed_at"),
    ]
    parent_page_types = ["home.ColumnPage"]
    subpage_types: list[str] = []
    tells_changes = True
    is_kept = True
    show_in_menus_default = False
    template = "home/article_page.html"

    class Meta:
        verbose_name = _("Article")
        verbose_name_plural = _("Articles")
        indexes = [models.Index(fields=["-displayed_at", "-page_ptr"], name="article_newest_first")]

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        # A later revision made from a draft carries no time; it must not look newly published.
        if self.live and self.displayed_at is None:
            self.displayed_at = self.first_published_at or timezone.now()
        super().save(clean=clean, **kwargs)

    def obstacles(self) -> Iterator[Finding]:
        yield from super().obstacles()
        if is_blank(self.body):
            yield obstacle(self, "body", empty_body_message())

    @classmethod
    def for_readers(cls) -> QuerySet:
        return super().for_readers().select_related("cover")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["around"] = self.around
        depends.on(request, tag_of(self))
        depends.on_pages(request, (page.pk for page in self.around.near))
        depends.on_pages(request, pages_linked(self.body))
        depends.on_pages(request, pages_shown_by_alias(self))
        return context

    @cached_property
    def around(self) -> Surroundings:
        return surroundings_of(self)

    def meta_tags(self, frame: Frame) -> Tags:
        return article_tags(self, self.around.column, frame)

    def linked_data(self, frame: Frame) -> list[Node]:
        return article_nodes(self, frame)

    def syndication_story(self) -> Story:
        """Return this article as plain data for other channels."""
        return tell(self)

    def findable_entries(self) -> list[Entry]:
        """Return what the public finds of this article (`findable.Findable`)."""
        return finding.entries_of_article(self)
