"""The public's entries as Wagtail's search takes them, where it answers the public."""

from typing import Any

from django.conf import settings
from django.db import models
from wagtail.search import index

from search.models.index import Indexed, Shelf
from search.through_wagtail.tokens import in_title, tokens


class Words(index.SearchField):
    """A field's words, cut into tokens unless the backend knows Chinese itself."""

    def get_value(self, obj: "Offered") -> str:
        words = super().get_value(obj)
        return tokens(words) if obj.are_words_cut else words


class Offered(index.Indexed, Indexed):
    """One entry, with what is looked for in it and what it is narrowed and sorted by."""

    # Entries are written many at a time, and fed to the backend then.
    search_auto_update = False
    # Whether we cut words for the backend; None: as the settings say.
    cuts: bool | None = None
    search_fields = [
        Words("title", boost=4),
        Words("number", boost=4),
        Words("text"),
        Words("within"),
        Words("department"),
        Words("answer"),
        index.SearchField("title_tokens"),
        index.FilterField("id"),
        index.FilterField("shelf"),
        index.FilterField("kind"),
        index.FilterField("department"),
        index.FilterField("site"),
        index.FilterField("column"),
        index.FilterField("topic"),
        index.FilterField("validity"),
        index.FilterField("day"),
        index.FilterField("year", type="IntegerField"),
    ]

    class Meta:
        proxy = True
        default_permissions = ()

    @property
    def are_words_cut(self) -> bool:
        return settings.SEARCH_CUTS if self.cuts is None else self.cuts

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet["Offered"]:
        # Our own engine needs none of them anywhere else.
        there = cls.objects.filter(shelf=Shelf.PUBLIC)
        return there if settings.SEARCH_ENGINE == "wagtail" else there.none()

    def title_tokens(self) -> str:
        return in_title(tokens(self.title)) if self.are_words_cut else ""

    def year(self) -> Any:
        return self.day.year if self.day else None
