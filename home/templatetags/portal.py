"""What templates ask for beyond a page's own context."""

from typing import Any
from urllib.parse import urljoin

from django import template
from django.forms import Media
from django.template.base import Parser, Token
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail import hooks
from wagtail.models import Page

from home import beside, codes
from home.cards import Card, card_of
from home.feeds import Offered, feeds_of
from home.frame import Frame, frame_of
from home.icons import SMALL, icon
from home.linked_data import linked_data_of, script_of
from home.meta_tags import source_shown, tags_of
from home.originals import canonical_url

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_frame(context: template.Context) -> Frame:
    """Return the site's name, columns and footer; a view that knows better has put them there."""
    if isinstance(given := context.get("frame"), Frame):
        return given
    return frame_of(context.get("request"), context.get("page"))


@register.simple_tag(takes_context=True)
def portal_meta(context: template.Context, frame: Frame) -> list[tuple[str, str]]:
    """Return the meta tags of what is shown; what is no subject has those of the site only."""
    return list(tags_of(subject_of(context), frame).items())


def subject_of(context: template.Context) -> Any:
    """Return what an answer is about: what its view names `about`, or its page."""
    return context.get("about") or context.get("page")


@register.simple_tag
def portal_icon(emblem: str) -> str:
    """Return the static name of the icon that a device without a manifest takes."""
    return icon(emblem, SMALL, maskable=True)


@register.simple_tag
def portal_feeds(page: Any) -> list[Offered]:
    """Return the feeds of a column or a site, to be offered on its page."""
    return feeds_of(page)


@register.simple_tag
def portal_source(page: Any, frame: Frame) -> str:
    """Return the information source shown for an article."""
    return source_shown(page, frame)


@register.simple_tag(takes_context=True)
def portal_canonical(context: template.Context) -> str:
    """Return the canonical address of what is shown, with the number of a list's page; nothing of
    what has no place in the tree; of anything, what its view names `canonical`.
    """
    if given := context.get("canonical"):
        return given
    subject = subject_of(context)
    if isinstance(subject, Page):
        address = canonical_url(subject)
    else:
        address = getattr(subject, "full_url", "")
    number = getattr(context.get("articles"), "number", 1)
    return f"{address}?page={number}" if address and number > 1 else address


@register.simple_tag(takes_context=True)
def portal_card(context: template.Context, tab: str) -> Card | None:
    """Return what a link to what is shown looks like elsewhere; None if it is not to be shared."""
    subject, frame = subject_of(context), context["frame"]
    url, request = context["canonical"], context.get("request")
    if not url and not isinstance(subject, Page) and frame.home and request:
        url = urljoin(frame.home.full_url or "", request.get_full_path())
    return card_of(subject, frame, dict(context["tags"]), tab=tab, url=url)


@register.simple_tag(takes_context=True)
def portal_linked_data(context: template.Context, card: Card | None) -> SafeString:
    """Return what machines read of what is shown, as a block of data."""
    subject, trail = subject_of(context), context.get("trail", ())
    return script_of(linked_data_of(subject, context["frame"], trail, card))


class TextNode(template.Node):
    """What is between the tags, kept under a name instead of being shown."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: template.NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: template.Context) -> str:
        context[self.name] = mark_safe(self.nodelist.render(context).strip())  # noqa: S308
        return ""


@register.tag
def portal_text(parser: Parser, token: Token) -> TextNode:
    """Keep a part of a template, blocks and all, under a name: `{% portal_text as name %}`."""
    _tag, _as, name = token.split_contents()
    nodelist = parser.parse(("endportal_text",))
    parser.delete_first_token()
    return TextNode(nodelist, name)


@register.simple_tag
def portal_code(address: str) -> str:
    """Return the picture of an address as a QR code, as a `data:` address."""
    return codes.in_page(address) if address else ""


@register.simple_tag(takes_context=True)
def portal_article_top(context: template.Context) -> SafeString:
    """Return what other apps put above the text of an article (hook `portal_article_top`)."""
    return _told_beside(context, beside.TOP)


@register.simple_tag(takes_context=True)
def portal_article_foot(context: template.Context) -> SafeString:
    """Return what other apps put below an article (hook `portal_article_foot`)."""
    return _told_beside(context, beside.FOOT)


@register.simple_tag(takes_context=True)
def portal_front(context: template.Context) -> list[SafeString]:
    """Return the panels that other apps put on a home page (hook `portal_front`)."""
    page, request = context["page"], context.get("request")
    components = [tell(page, request) for tell in beside.telling(page, beside.FRONT)]
    return [each.render_html(context) for each in components if each is not None]


def _told_beside(context: template.Context, hook: str) -> SafeString:
    """A function registered for the hook is given the page and the request, and returns a
    component (`wagtail.admin.ui.components`) or None.
    """
    page, request = context["page"], context.get("request")
    components = [tell(page, request) for tell in beside.telling(page, hook)]
    return format_html_join(
        "", "{}", ((each.render_html(context),) for each in components if each is not None)
    )


@register.simple_tag(takes_context=True)
def portal_masthead(context: template.Context) -> dict[str, Any]:
    """Return what other apps put beside the site's name, as HTML, and its styles and scripts.

    A function registered for the hook `portal_masthead` is given the request and returns a
    component or None.
    """
    told = [tell(context.get("request")) for tell in hooks.get_hooks("portal_masthead")]
    components = [each for each in told if each is not None]
    rendered = ((each.render_html(context),) for each in components)
    return {
        "html": format_html_join("", "{}", rendered),
        "media": sum((each.media for each in components), Media()),
    }


@register.filter
def holds(column: Any, page: Any) -> bool:
    """Tell whether a page is this column or lies somewhere below it."""
    path = getattr(page, "path", "")
    return bool(path) and path.startswith(column.path)
