"""The newest documents of a directory, as an Atom feed that follows the same questions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed

from disclosure.directory.listing import documents_of, shown
from disclosure.directory.narrowing import Narrowing
from lifecycle.changing import changed_at_of

NEWEST = 50


@dataclass(frozen=True, slots=True)
class Asked:
    directory: Any
    narrowing: Narrowing

    def address(self, below: str = "") -> str:
        query = self.narrowing.query()
        return f"{self.directory.full_url}{below}{f'?{query}' if query else ''}"


class DocumentsFeed(Feed):
    feed_type = Atom1Feed
    item_guid_is_permalink = True

    def get_object(self, request: HttpRequest, asked: Asked) -> Asked:
        return asked

    def title(self, asked: Asked) -> str:
        return asked.directory.title

    def link(self, asked: Asked) -> str:
        return asked.address()

    def feed_url(self, asked: Asked) -> str:
        return asked.address("feed/")

    def items(self, asked: Asked) -> Any:
        found = shown(asked.narrowing.applied(documents_of(asked.directory)))
        newest = list(found.order_by(F("displayed_at").desc(nulls_last=True), "-pk")[:NEWEST])
        changed = changed_at_of(newest)
        for document in newest:
            document.changed_at = changed.get(document.pk)
        return newest

    def item_title(self, document: Any) -> str:
        return document.title

    def item_description(self, document: Any) -> str:
        return "；".join(filter(None, [document.number, document.summary]))

    def item_link(self, document: Any) -> str:
        return document.full_url

    def item_author_name(self, document: Any) -> str:
        return str(document.organ or "")

    def item_pubdate(self, document: Any) -> datetime | None:
        return document.displayed_at

    def item_updateddate(self, document: Any) -> datetime | None:
        return document.changed_at or document.displayed_at


def of_documents(request: HttpRequest, directory: Any) -> HttpResponse:
    return DocumentsFeed()(request, asked=Asked(directory, Narrowing.of(request.GET)))
