"""What is new on a site or in a column, as RSS 2.0, Atom and JSON Feed.

A feed's address has the page's number and an item's id is a tag URI (RFC 4151), so both stay when
pages are renamed or moved, and no reader gets everything anew.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Page

from home.frame import Frame, frame_of
from home.json_feed import JSONFeed
from home.listing import articles_below
from home.meta_tags import source_of
from home.models import ColumnPage, HomePage
from home.public import readable
from pagecache import depends, tags

NEWEST = 30
# The picture that lists show: no other one is made for feeds.
PICTURE = "fill-400x250|format-webp"
LANGUAGE = "zh-Hans"


@dataclass(frozen=True, slots=True)
class Source:
    """A public page whose news are told, on a site that has a name and an address."""

    page: Any
    frame: Frame
    root: str

    @property
    def organ(self) -> str:
        return source_of(self.frame)

    @property
    def domain(self) -> str:
        return urlsplit(self.root).hostname or ""

    def id_of(self, page: Any) -> str:
        began = page.first_published_at or page.displayed_at
        return f"tag:{self.domain},{began:%Y-%m-%d}:page/{page.pk}"


class NewsFeed(Feed):
    feed_type: type = Atom1Feed
    item_guid_is_permalink = False
    language = LANGUAGE

    def get_object(self, request: HttpRequest, pk: int) -> Source:
        page = readable(Page.objects.filter(pk=pk)).first()
        page = page.specific if page else None
        if not isinstance(page, ColumnPage | HomePage) or not page.full_url:
            raise Http404(_("There is no such feed."))
        frame = frame_of(request, page)
        depends.on(request, tags.page(page.pk), tags.below(page.path))
        depends.whole(request)
        parts = urlsplit(page.full_url)
        return Source(page, frame, f"{parts.scheme}://{parts.netloc}")

    def title(self, source: Source) -> str:
        named = source.page.title
        return named if named == source.frame.name else f"{named} - {source.frame.name}"

    def link(self, source: Source) -> str:
        return source.page.full_url

    def feed_url(self, source: Source) -> str:
        return f"{source.root}{address(source.page, self.feed_type)}"

    def feed_guid(self, source: Source) -> str:
        return source.id_of(source.page) if source.page.first_published_at else source.page.full_url

    def description(self, source: Source) -> str:
        said = getattr(source.page, "intro", "") or getattr(source.page, "introduction", "")
        return said or _("What is new: %(title)s") % {"title": source.page.title}

    def author_name(self, source: Source) -> str:
        return source.organ

    def items(self, source: Source) -> list[Any]:
        newest = list(articles_below(source.page)[:NEWEST])
        for article in newest:
            article.told_by = source
        return newest

    def item_title(self, article: Any) -> str:
        return article.title

    def item_description(self, article: Any) -> str:
        return article.summary

    def item_link(self, article: Any) -> str:
        return article.full_url

    def item_guid(self, article: Any) -> str:
        return article.told_by.id_of(article)

    def item_author_name(self, article: Any) -> str:
        return article.source or article.told_by.organ

    def item_pubdate(self, article: Any) -> datetime | None:
        return article.displayed_at

    def item_updateddate(self, article: Any) -> datetime | None:
        return article.last_published_at or article.displayed_at

    def item_enclosures(self, article: Any) -> list[Enclosure]:
        if not article.cover:
            return []
        picture = article.cover.get_rendition(PICTURE)
        return [Enclosure(f"{article.told_by.root}{picture.url}", "0", "image/webp")]


class RssFeed(NewsFeed):
    feed_type = Rss201rev2Feed


class JsonFeed(NewsFeed):
    feed_type = JSONFeed


NAMES = {Rss201rev2Feed: "feed-rss", Atom1Feed: "feed-atom", JSONFeed: "feed-json"}


def address(page: Page, kind: type) -> str:
    """Return the path of a page's feed of a kind."""
    return reverse(NAMES[kind], args=[page.pk])


@dataclass(frozen=True, slots=True)
class Offered:
    """A feed as a page's head and reader are told of it."""

    label: str
    content_type: str
    url: str


def feeds_of(page: Any) -> list[Offered]:
    """Return the feeds of a page; none for pages that have none."""
    if not isinstance(page, ColumnPage | HomePage) or not page.pk:
        return []
    kinds = (("RSS", Rss201rev2Feed), ("Atom", Atom1Feed), ("JSON Feed", JSONFeed))
    return [
        Offered(label, kind.content_type.split(";")[0], address(page, kind))
        for label, kind in kinds
    ]


def _served(feed: NewsFeed) -> Any:
    def serve(request: HttpRequest, pk: int) -> HttpResponse:
        response = feed(request, pk=pk)
        # What was withdrawn has no newer date: only the whole tells whether anything has changed.
        del response["Last-Modified"]
        return response

    return require_safe(conditional_page(serve))


rss, atom, json = _served(RssFeed()), _served(NewsFeed()), _served(JsonFeed())
