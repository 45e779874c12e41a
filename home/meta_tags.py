"""The meta tags a government page carries, so that inspectors and other portals can read it.

Names and values follow the State Council office's page tag rules: every tag once, none empty,
times on the 24-hour clock with an ASCII colon. Other apps add what they know of a page by a
function of it that returns tags, registered under the hook `portal_meta_tags`.
"""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from home import beside
from home.frame import Frame
from home.originals import source_of_alias

if TYPE_CHECKING:
    from home.models import ArticlePage, ColumnPage

Tags = dict[str, str]


def tags_of(page: Any, frame: Frame) -> Tags:
    """Return the tags of a page that has something to say, and of its site in any case."""
    tags = site_tags(frame)
    tell = getattr(page, "meta_tags", None)
    tags |= tell(frame) if tell else {}
    if tell:
        for add in beside.telling(page, beside.META_TAGS):
            tags |= add(page)
    return {name: content for name, content in tags.items() if content}


def site_tags(frame: Frame) -> Tags:
    return {
        "SiteName": frame.name,
        "SiteDomain": frame.domain,
        "SiteIDCode": frame.home.site_code if frame.home else "",
    }


def column_tags(column: "ColumnPage | None", frame: Frame) -> Tags:
    if column is None:
        return {}
    kind = column.get_column_class_display()
    return {
        "ColumnName": column.title,
        "ColumnDescription": column.intro.strip() or f"{frame.name}{column.title}",
        "ColumnKeywords": ",".join(dict.fromkeys([column.title, kind])),
        "ColumnType": kind,
    }


def article_tags(article: "ArticlePage", column: "ColumnPage | None", frame: Frame) -> Tags:
    shown_at = article.displayed_at
    return {
        **column_tags(column, frame),
        "ArticleTitle": article.title,
        "PubDate": f"{timezone.localtime(shown_at):%Y-%m-%d %H:%M}" if shown_at else "",
        "ContentSource": source_shown(article, frame),
        "Author": article.author,
        "Keywords": ",".join(filter(None, [article.title, column and column.title])),
        "Description": article.search_description or article.summary.strip(),
        "Image": _image_of(article),
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


def _image_of(article: "ArticlePage") -> str:
    if article.cover is None:
        return ""
    return article.cover.get_rendition("fill-960x540|format-jpeg").full_url
