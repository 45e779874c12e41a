"""What templates ask for beyond a page's own context."""

from typing import Any

from django import template

from home.frame import Frame, frame_of
from home.meta_tags import source_of, tags_of

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_frame(context: template.Context) -> Frame:
    """Return the site's name, columns and footer."""
    return frame_of(context.get("request"))


@register.simple_tag
def portal_meta(page: Any, frame: Frame) -> list[tuple[str, str]]:
    """Return the meta tags of a page; anything but a page has those of the site only."""
    return list(tags_of(page, frame).items())


@register.simple_tag
def portal_source(page: Any, frame: Frame) -> str:
    """Return the information source shown for an article."""
    return page.source or source_of(frame)


@register.filter
def holds(column: Any, page: Any) -> bool:
    """Tell whether a page is this column or lies somewhere below it."""
    path = getattr(page, "path", "")
    return bool(path) and path.startswith(column.path)
