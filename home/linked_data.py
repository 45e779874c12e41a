"""What machines read of pages (schema.org, as JSON-LD): who publishes them, where they stand, and
what they are. It says only what the page itself says to whoever reads it.

A page type says what it is by a method `linked_data`; parts that are the same everywhere are here.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from home.cards import Card, description_of, emblem_of, iso, modified_at, published_at
from home.frame import Frame
from home.meta_tags import source_of
from home.pictures import CardPicture, card_picture
from lifecycle.versions import SHOWN

CONTEXT = "https://schema.org"
LANGUAGE = "zh-Hans"
# As long as a headline may be.
LONGEST_HEADLINE = 110
# As in django.utils.html.json_script: nothing in the data ends the element.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}

Node = dict[str, Any]


def script_of(data: Node) -> SafeString:
    """Return JSON-LD as a data block: nothing in it is ever executed."""
    if not data:
        return mark_safe("")
    written = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(written),  # noqa: S308
    )


def linked_data_of(subject: Any, frame: Frame, trail: Iterable[Any], card: Card | None) -> Node:
    """Return all that is said of what is shown, below the public pages of its trail; nothing of
    what has no card.
    """
    if card is None or hasattr(subject, SHOWN):
        return {}
    tell = getattr(subject, "linked_data", None)
    nodes = [*(tell(frame) if tell else ()), *_breadcrumbs(subject, trail)]
    return {"@context": CONTEXT, "@graph": [known(each) for each in nodes]} if nodes else {}


def known(node: Node) -> Node:
    """Return a node without what is not known."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}


# --- The site --------------------------------------------------------------------------------


def site_nodes(frame: Frame) -> list[Node]:
    """Return who speaks on a site, and the site: what its home page says."""
    return [organisation_of(frame), website_of(frame)]


def organisation_of(frame: Frame) -> Node:
    home, above = frame.home, frame.above
    return {
        "@type": "GovernmentOrganization",
        "@id": id_of(frame, "organization"),
        "name": source_of(frame),
        "url": home.full_url,
        "description": home.introduction,
        "logo": image_of(emblem_of(frame)),
        "telephone": getattr(home, "phone", ""),
        "address": getattr(home, "address", ""),
        "parentOrganization": {"@type": "GovernmentOrganization", "name": above.title}
        if above and above.live
        else None,
    }


def website_of(frame: Frame) -> Node:
    home = frame.home
    return {
        "@type": "WebSite",
        "@id": id_of(frame, "website"),
        "name": home.title,
        "url": home.full_url,
        "inLanguage": LANGUAGE,
        "identifier": frame.site_code,
        "publisher": {"@id": id_of(frame, "organization")},
        "potentialAction": _search(home.full_url),
    }


def id_of(frame: Frame, what: str) -> str:
    return f"{frame.home.full_url}#{what}"


def publisher_of(frame: Frame) -> Node:
    """Return who publishes a page, so that it is understood without the home page."""
    return {
        "@type": "GovernmentOrganization",
        "@id": id_of(frame, "organization"),
        "name": source_of(frame),
        "url": frame.home.full_url,
    }


def _search(root: str) -> Node | None:
    """Return how the portal is searched; None where nobody has put a search in."""
    try:
        address = urljoin(root, reverse("search"))
    except NoReverseMatch:
        return None
    template = f"{address}?q={{search_term_string}}"
    return {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": template},
        "query-input": "required name=search_term_string",
    }


# --- Pages -----------------------------------------------------------------------------------


def list_nodes(page: Any, frame: Frame) -> list[Node]:
    """Return what a page is that lists others."""
    described = description_of(page, frame, page.meta_tags(frame))
    return [
        {
            "@type": "CollectionPage",
            "@id": page.full_url,
            "url": page.full_url,
            "name": page.title,
            "description": described,
            "inLanguage": LANGUAGE,
            "isPartOf": {"@id": id_of(frame, "website")},
        }
    ]


def article_nodes(article: Any, frame: Frame, kind: str = "NewsArticle") -> list[Node]:
    """Return what an article is, or another page that is read for itself."""
    tags = article.meta_tags(frame)
    source = {"@type": "Organization", "name": tags.get("ContentSource", "")}
    author = tags.get("Author", "")
    picture = card_picture(article)
    return [
        {
            "@type": kind,
            "@id": article.full_url,
            "url": article.full_url,
            "mainEntityOfPage": article.full_url,
            "headline": article.title[:LONGEST_HEADLINE],
            "alternativeHeadline": getattr(article, "subtitle", ""),
            "description": description_of(article, frame, tags),
            "inLanguage": LANGUAGE,
            "datePublished": moment(published_at(article)),
            "dateModified": moment(modified_at(article) or published_at(article)),
            "author": {"@type": "Person", "name": author} if author else source,
            "sourceOrganization": source,
            "publisher": publisher_of(frame),
            "articleSection": tags.get("ColumnName", ""),
            "image": image_of(picture) if picture else None,
            "isPartOf": {"@id": id_of(frame, "website")},
        }
    ]


def image_of(picture: CardPicture) -> Node:
    size = {"width": picture.width, "height": picture.height}
    return {"@type": "ImageObject", "url": picture.url, **size}


def moment(at: datetime | date | None) -> str:
    """Return a time in the portal's zone, or a day; "" for none."""
    if isinstance(at, datetime):
        return iso(at)
    return at.isoformat() if at else ""


def _breadcrumbs(subject: Any, trail: Iterable[Any]) -> list[Node]:
    """Return the way from the home page down to a page, as the page shows it."""
    above = [(each.title, each.full_url) for each in [*trail, *getattr(subject, "also_above", ())]]
    address = getattr(subject, "full_url", "")
    if not above or not address:
        return []
    # The page itself says so, too.
    way = [(_("Home"), above[0][1]), *above[1:], (subject.title, address)]
    steps = [
        {"@type": "ListItem", "position": number, "name": name, "item": url}
        for number, (name, url) in enumerate(way, 1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": steps}]
