"""What templates ask for beyond a page's own context."""

from typing import Any

from django import template
from django.forms import Media
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.models import Page

from home import beside
from home.feeds import Offered, feeds_of
from home.frame import Frame, frame_of
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
def portal_feeds(page: Any) -> list[Offered]:
    """Return the feeds of a column or a site, to be offered on its page."""
    return feeds_of(page)


@register.simple_tag
def portal_source(page: Any, frame: Frame) -> str:
    """Return the information source shown for an article."""
    return source_shown(page, frame)


@register.simple_tag
def portal_canonical(page: Any) -> str:
    """Return the canonical address of a page; of what is no page, nothing."""
    return canonical_url(page) if isinstance(page, Page) else ""


@register.simple_tag(takes_context=True)
def portal_article_top(context: template.Context) -> SafeString:
    """Return what other apps put above the text of an article (hook `portal_article_top`)."""
    return _told_beside(context, beside.TOP)


@register.simple_tag(takes_context=True)
def portal_article_foot(context: template.Context) -> SafeString:
    """Return what other apps put below an article (hook `portal_article_foot`)."""
    return _told_beside(context, beside.FOOT)


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
