"""A search that is kept: whatever it finds, the newest first, as a feed."""

from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from search.models import Indexed
from search.public.asking import Search
from search.public.naming import KINDS
from search.public.results import SECONDS
from search.query.engines import answer
from search.query.parsing import plan_of
from search.words.book import synonyms

NEWEST = 20
LONGEST_DESCRIPTION = 300


class SearchFeed(Feed):
    feed_type = Atom1Feed
    name = "search-feed"
    item_guid_is_permalink = True

    def get_object(self, request: HttpRequest) -> Search:
        return Search.of(request.GET).at_page(1).ordered(newest_first=True)

    def title(self, search: Search) -> str:
        return _("Search: %(words)s") % {"words": search.words} if search.words else _("Search")

    def link(self, search: Search) -> str:
        return f"{settings.PUBLIC_URL}{reverse('search')}?{search.query}"

    def feed_url(self, search: Search) -> str:
        return f"{settings.PUBLIC_URL}{reverse(self.name)}?{search.query}"

    def description(self, search: Search) -> str:
        return _("The newest that this search finds")

    def items(self, search: Search) -> list[Indexed]:
        found = answer(search.asked(plan_of(search.words, synonyms()), per_page=NEWEST))
        return [hit.entry for hit in found.hits]

    def item_title(self, entry: Indexed) -> str:
        return entry.title

    def item_description(self, entry: Indexed) -> str:
        said = entry.answer or entry.text
        return f"{said[:LONGEST_DESCRIPTION]}…" if len(said) > LONGEST_DESCRIPTION else said

    def item_link(self, entry: Indexed) -> str:
        return f"{settings.PUBLIC_URL}{entry.url}" if entry.url.startswith("/") else entry.url

    def item_author_name(self, entry: Indexed) -> str:
        return entry.department

    def item_categories(self, entry: Indexed) -> list[str]:
        kind = str(KINDS.get(entry.kind, ""))
        return list(filter(None, [kind, entry.topic, entry.validity]))

    def item_pubdate(self, entry: Indexed) -> datetime | None:
        # The first day of all began before there was a time of the world.
        if entry.day in (None, date.min):
            return None
        return timezone.make_aware(datetime.combine(entry.day, time.min))

    def item_updateddate(self, entry: Indexed) -> datetime | None:
        return self.item_pubdate(entry)

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        # Something new may have an old day: only the whole tells whether anything has changed.
        del response["Last-Modified"]
        response["X-Robots-Tag"] = "noindex"
        return response


class SearchRssFeed(SearchFeed):
    feed_type = Rss201rev2Feed
    name = "search-feed-rss"


def _served(feed: SearchFeed) -> Any:
    return require_safe(cache_control(public=True, max_age=SECONDS)(conditional_page(feed)))


atom = _served(SearchFeed())
rss = _served(SearchRssFeed())
