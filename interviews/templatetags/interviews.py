import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from interviews.naming import name_in
from interviews.public.watching import Video, on_the_clock

register = template.Library()
register.filter("name_in", name_in)
register.filter("on_the_clock", on_the_clock)

# As in django.utils.html.json_script: nothing in the data ends the element.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def linked_data(data: dict[str, Any]) -> SafeString:
    """Return JSON-LD as a data block: nothing in it is ever executed."""
    if not data:
        return mark_safe("")
    written = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(written),  # noqa: S308
    )


@register.simple_tag
def moment(video: Video | None, second: int | None) -> str:
    """Return a link to a second of the video, or "" without a video or a known second."""
    return video.at(second) if video and second is not None else ""
