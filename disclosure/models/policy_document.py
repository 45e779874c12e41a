"""An official document (政策文件): what it is called, who issued it, and whether it holds."""

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from attachments.gate import Finding
from attachments.gate.holding import keep_new_as_draft
from disclosure.admin.document_form import PolicyDocumentForm
from disclosure.admin.document_panels import edit_handler
from disclosure.documents import effects, index_numbers, obstacles
from disclosure.documents.header import organs_of
from disclosure.documents.interpreting import rows_of_document
from disclosure.documents.kinds import Genre, Openness, Rank
from disclosure.documents.numbers import normalised, read
from disclosure.documents.shown import rows_undone, shown
from disclosure.documents.telling import tell_document
from disclosure.documents.validity import Change, Validity
from disclosure.finding.documents import entries_of_document
from disclosure.public.linked_data import legislation_nodes
from findable import Entry
from home.frame import Frame
from home.linked_data import Node
from home.meta_tags import Tags
from home.models import ArticlePage
from home.releasing import keep_back, obstacle
from story import Story


class PolicyDocumentPage(ArticlePage):
    """An article with a head: it stands in columns and lists beside the others."""

    organ = models.ForeignKey(
        "disclosure.Organ", verbose_name=_("issuing organ"), null=True, on_delete=models.PROTECT,
        related_name="documents", help_text=_("Of several, the one that leads."),
    )  # fmt: skip
    number = models.CharField(
        _("document number"), max_length=120, blank=True,
        help_text=_(
            "Any brackets will do: 云政发[2026]3号 becomes 云政发〔2026〕3号. Of a joint document, "
            "all numbers one after the other. Leave empty if it has none."
        ),
    )  # fmt: skip
    number_prefix = models.CharField(max_length=60, blank=True, editable=False)
    number_year = models.PositiveSmallIntegerField(null=True, editable=False)
    number_serial = models.PositiveIntegerField(null=True, editable=False)
    index_number = models.CharField(
        _("index number"), max_length=80, blank=True, editable=False, db_index=True
    )
    genre = models.CharField(
        _("kind of document"), max_length=20, choices=Genre, default=Genre.NOTICE
    )
    rank = models.CharField(
        _("nature of the document"), max_length=12, choices=Rank, default=Rank.ORDINARY,
        help_text=_("The yearly report counts regulations and normative documents apart."),
    )  # fmt: skip
    topic = models.ForeignKey(
        "disclosure.Topic", verbose_name=_("topic"), null=True, on_delete=models.PROTECT,
        related_name="documents",
    )  # fmt: skip
    keywords = models.CharField(
        _("keywords"), max_length=200, blank=True,
        help_text=_("With a space between them."),
    )  # fmt: skip
    openness = models.CharField(
        _("how it is made public"), max_length=12, choices=Openness, default=Openness.PROACTIVE
    )
    written_on = models.DateField(
        _("date made"), null=True,
        help_text=_("The date below the text. It is to be public within twenty working days."),
    )  # fmt: skip
    effective_on = models.DateField(
        _("date of effect"), null=True, blank=True,
        help_text=_("Leave empty if it takes effect on the date made."),
    )  # fmt: skip
    expires_on = models.DateField(
        _("date of expiry"), null=True, blank=True,
        help_text=_(
            "The first day on which it does not hold any more: for “valid until 31 December 2028” "
            "it is 1 January 2029. Nobody needs to do anything on that day."
        ),
    )  # fmt: skip
    needs_interpretation = models.BooleanField(
        _("needs an interpretation"), default=False,
        help_text=_(
            "It cannot be released without a plan, and three working days run from publication."
        ),
    )  # fmt: skip

    base_form_class = PolicyDocumentForm
    edit_handler = edit_handler()
    # A copy has a number of its own, and does not do once more what the original did.
    exclude_fields_in_copy = ["index_number", "acts", "declared_changes"]
    search_fields = [
        *ArticlePage.search_fields,
        index.SearchField("number", boost=4),
        index.SearchField("index_number", boost=4),
        index.SearchField("keywords", boost=2),
        index.RelatedFields("organ", [index.SearchField("name"), index.SearchField("short_names")]),
        index.RelatedFields("topic", [index.SearchField("name")]),
        index.SearchField("genre_in_words"),
        index.FilterField("organ"),
        index.FilterField("topic"),
        index.FilterField("genre"),
        index.FilterField("rank"),
        index.FilterField("written_on"),
        index.FilterField("effective_on"),
        index.FilterField("expires_on"),
        index.FilterField("number_year"),
    ]
    template = "disclosure/documents/policy_document_page.html"

    class Meta:
        verbose_name = _("Policy document")
        verbose_name_plural = _("Policy documents")
        indexes = [
            models.Index(fields=["number_prefix", "number_year", "number_serial"]),
            models.Index(fields=["-written_on"]),
        ]

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        self.number = normalised(self.number)
        lead = read(self.number).lead
        self.number_prefix = lead.prefix if lead else ""
        self.number_year, self.number_serial = (lead.year, lead.serial) if lead else (None, None)
        if self.live and not self.source and self.organ_id:
            self.source = self.organ.name[:60]
        with transaction.atomic():
            # Not from the revision: one made before the first publication knows no number.
            entry = index_numbers.entry_of(self)
            if entry is None and self.live and self.organ_id and not self.alias_of_id:
                # No number for what the gate keeps back.
                keep_new_as_draft(self)
                keep_back(self, clean=clean)
                entry = index_numbers.give(self) if self.live else None
            self.index_number = entry.number if entry else ""
            super().save(clean=clean, **kwargs)
            if entry is not None and entry.page_id is None:
                entry.page = self
                entry.save(update_fields=["page"])

    def obstacles(self) -> Iterator[Finding]:
        yield from super().obstacles()
        for field, words in obstacles.of(self).items():
            yield obstacle(self, field, words)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["document"] = shown(self)
        return context

    asks = (effects.rows_against, rows_undone, rows_of_document)

    @classmethod
    def for_readers(cls) -> models.QuerySet:
        return super().for_readers().select_related("organ", "topic__parent")

    @cached_property
    def against(self) -> list[Any]:
        """What public documents do to this one (`Relation`)."""
        return effects.against(self)

    @cached_property
    def changes(self) -> list[Change]:
        """All that happened or will happen to this document."""
        return effects.changes_of_page(self)

    @cached_property
    def validity(self) -> Validity:
        return effects.validity_today(self.changes)

    @property
    def genre_in_words(self) -> str:
        return str(self.get_genre_display())

    def meta_tags(self, frame: Frame) -> Tags:
        tags = super().meta_tags(frame)
        words = self.keywords.split()
        return {**tags, "Keywords": ",".join([self.title, *words])} if words else tags

    @cached_property
    def organs(self) -> list[Any]:
        """Who issued this document, the leading organ first."""
        return organs_of(self)

    def linked_data(self, frame: Frame) -> list[Node]:
        return legislation_nodes(self, frame)

    def syndication_story(self) -> Story:
        return tell_document(self)

    def findable_entries(self) -> list[Entry]:
        """Return what the public finds of this document (`findable.Findable`)."""
        return entries_of_document(self)
