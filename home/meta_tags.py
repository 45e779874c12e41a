"""The meta tags a government page carries, so that inspectors and other portals can read it.

Names, values and order follow the State Council office's page tag rules: every tag once, none
empty, times on the 24-hour clock with an ASCII colon. Pages that list others have the tags of a
column, pages that are read for themselves those of content as well. Other apps add what they know
of a page by a function of it that returns tags, registered under the hook `portal_meta_tags`.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.models import Page

from home import beside
from home.frame import Frame
from home.originals import source_of_alias
from home.pictures import card_picture

if TYPE_CHECKING:
    from home.models import ArticlePage, ColumnPage

Tags = dict[str, str]

SITE = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
CONTENT = ("ArticleTitle", "PubDate", "ContentSource")
# Given whenever they are known.
MORE = ("Keywords", "Author", "Description", "Image", "Url")
ORDER = (*SITE, *COLUMN, *CONTENT, *MORE)


def tags_of(subject: Any, frame: Frame) -> Tags:
    """Return the tags of what has something to say, a page or a record with an address of its own,
    and of its site in any case: in the order of the rules, and then what other apps add.
    """
    tags = site_tags(frame)
    if tell := getattr(subject, "meta_tags", None):
        tags |= tell(frame)
    if isinstance(subject, Page):
        for add in beside.telling(subject, beside.META_TAGS):
            tags |= add(subject)
    names = dict.fromkeys([*ORDER, *tags])
    return {name: content for name in names if (content := _in_a_line(tags.get(name, "")))}


def site_tags(frame: Frame) -> Tags:
    return {
        "SiteName": frame.name,
        "SiteDomain": frame.domain,
        "SiteIDCode": frame.site_code,
    }


def column_tags(column: "ColumnPage | None", frame: Frame) -> Tags:
    return list_tags(column, column.get_column_class_display(), frame) if column else {}


def list_tags(page: Any, kind: str, frame: Frame) -> Tags:
    """Return the tags of whatever lists others, by what kind of column it is."""
    return {
        "ColumnName": page.title,
        "ColumnDescription": getattr(page, "intro", "").strip() or f"{frame.name}{page.title}",
        "ColumnKeywords": ",".join(dict.fromkeys([page.title, kind])),
        "ColumnType": kind,
    }


def moment(at: datetime | None) -> str:
    """Return a time as the rules want it written."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


def article_tags(article: "ArticlePage", column: "ColumnPage | None", frame: Frame) -> Tags:
    return {
        **column_tags(column, frame),
        "ArticleTitle": article.title,
        "PubDate": moment(article.displayed_at),
        "ContentSource": source_shown(article, frame),
        "Author": article.author,
        "Keywords": ",".join(filter(None, [article.title, column and column.title])),
        "Description": article.search_description or article.summary.strip(),
        "Image": picture.url if (picture := card_picture(article)) else "",
        "Url": article.full_url or "",
    }


def source_shown(article: "ArticlePage", frame: Frame) -> str:
    """Return the information source of an article: its own, or the body that its site speaks for.
    An alias has that of its original's site.
    """
    return article.source or source_of_alias(article) or source_of(frame)


def source_of(frame: Frame) -> str:
    """Return who speaks where an article does not say: the body the portal speaks for."""
    return (frame.home.organ or frame.home.title) if frame.home else ""


def _in_a_line(content: str) -> str:
    return " ".join(content.split())
