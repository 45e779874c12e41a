"""Announcements and transcripts of an index page's interviews, as an Atom feed."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed

from interviews.public.listing import interviews_below
from interviews.public.writing_out import when

if TYPE_CHECKING:
    from interviews.models import InterviewIndexPage, InterviewPage

NEWEST = 30


class InterviewsFeed(Feed):
    feed_type = Atom1Feed
    item_guid_is_permalink = True

    def get_object(self, request: HttpRequest, index: "InterviewIndexPage") -> Any:
        return index

    def title(self, index: "InterviewIndexPage") -> str:
        return index.title

    def link(self, index: "InterviewIndexPage") -> str:
        return index.full_url

    def feed_url(self, index: "InterviewIndexPage") -> str:
        return f"{index.full_url}feed/"

    def items(self, index: "InterviewIndexPage") -> Any:
        newest = F("starts_at").desc(nulls_last=True)
        return interviews_below(index).order_by(newest, "-pk")[:NEWEST]

    def item_title(self, page: "InterviewPage") -> str:
        return f"{page.title}（{page.sitting.stands.label}）"

    def item_description(self, page: "InterviewPage") -> str:
        return "\n".join(filter(None, [when(page) if page.starts_at else "", page.introduction]))

    def item_link(self, page: "InterviewPage") -> str:
        return page.full_url

    def item_author_name(self, page: "InterviewPage") -> str:
        return page.organiser

    def item_pubdate(self, page: "InterviewPage") -> datetime | None:
        return page.first_published_at

    def item_updateddate(self, page: "InterviewPage") -> datetime | None:
        return page.sitting.archived_at or page.last_published_at


def of_interviews(request: HttpRequest, index: "InterviewIndexPage") -> HttpResponse:
    return InterviewsFeed()(request, index=index)
