"""What a link to a page shows where it is shared: Open Graph, and what WeChat and Weibo read.

Weibo takes a link's title, text and picture from Open Graph, as most do. WeChat and QQ take them
from `itemprop` or, where there is none, from the title, the description and the first large
picture. All of them are told the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import urljoin

from django.templatetags.static import static
from django.utils import timezone
from wagtail.fields import StreamValue
from wagtail.models import Page

from home.frame import Frame
from home.icons import LARGE, icon
from home.pictures import CardPicture, card_picture
from home.plain_text import lines_of_html
from lifecycle.versions import SHOWN

LOCALE = "zh_CN"
# Letters; platforms cut later, and where they like.
LONGEST = 120

Tags = Mapping[str, str]
Pairs = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    url: str
    site: str
    description: str
    picture: CardPicture
    is_article: bool = False
    published: datetime | None = None
    modified: datetime | None = None
    section: str = ""
    has_description: bool = False
    """Whether the rules' own tag describes the page; names of tags know no case."""

    def named(self) -> Pairs:
        """Yield `meta` elements that go by a name."""
        if self.description and not self.has_description:
            yield "description", self.description

    def items(self) -> Pairs:
        """Yield what WeChat and QQ read."""
        yield "name", self.title
        if self.description:
            yield "description", self.description
        yield "image", self.picture.url

    def properties(self) -> Pairs:
        """Yield what Open Graph says."""
        yield "og:title", self.title
        yield "og:type", "article" if self.is_article else "website"
        yield "og:url", self.url
        yield "og:site_name", self.site
        yield "og:locale", LOCALE
        if self.description:
            yield "og:description", self.description
        yield "og:image", self.picture.url
        yield "og:image:width", str(self.picture.width)
        yield "og:image:height", str(self.picture.height)
        if self.picture.alt:
            yield "og:image:alt", self.picture.alt
        if self.is_article:
            if self.published:
                yield "article:published_time", iso(self.published)
            if self.modified:
                yield "article:modified_time", iso(self.modified)
            if self.section:
                yield "article:section", self.section


def card_of(subject: Any, frame: Frame, tags: Tags, *, tab: str, url: str) -> Card | None:
    """Return the card of what is shown, by its meta tags, the title of its tab (HTML) and its
    address. What is not public under an address, such as an earlier version, has none.
    """
    if frame.home is None or not url or hasattr(subject, SHOWN):
        return None
    is_article = isinstance(subject, Page) and "ArticleTitle" in tags
    published = published_at(subject) if is_article else None
    return Card(
        title=tags.get("ArticleTitle") or " ".join(unescape(tab).split()),
        url=url,
        site=frame.name,
        description=_cut(description_of(subject, frame, tags)),
        picture=card_picture(subject) or emblem_of(frame),
        is_article=is_article,
        published=published,
        modified=modified_at(subject) if is_article else None,
        section=tags.get("ColumnName", "") if is_article else "",
        has_description="Description" in tags,
    )


def description_of(subject: Any, frame: Frame, tags: Tags) -> str:
    """Return what is said of a page: what its editor wrote of it, else how its text begins."""
    said = (
        tags.get("Description")
        or getattr(subject, "search_description", "")
        or getattr(subject, "intro", "")
        or _beginning(getattr(subject, "body", None))
        or getattr(subject, "introduction", "")
        or tags.get("ColumnDescription")
        or frame.home.introduction
        or frame.name
    )
    return " ".join(said.split())


def published_at(page: Any) -> datetime | None:
    """Return when a page was published, as it says so itself."""
    return getattr(page, "displayed_at", None) or page.first_published_at


def modified_at(page: Any) -> datetime | None:
    """Return when a page was published again; None if it never was."""
    published, last = published_at(page), page.last_published_at
    return last if published and last and last > published else None


def emblem_of(frame: Frame) -> CardPicture:
    """Return the emblem of a site as a picture."""
    url = urljoin(frame.home.full_url, static(icon(frame.emblem, LARGE)))
    return CardPicture(url, LARGE, LARGE, frame.name)


def iso(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")


def _beginning(body: Any) -> str:
    """Return the first paragraph that says something, read as it is stored."""
    if not isinstance(body, StreamValue):
        return ""
    paragraphs = (each["value"] for each in body.raw_data if each["type"] == "paragraph")
    return next((line for each in paragraphs for line in lines_of_html(str(each or ""))), "")


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
