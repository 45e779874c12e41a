"""Text for reading: escaped, with its addresses as links."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_ADDRESS = re.compile(r"https?://[^\s<>\"'，。；、）】》]+")
# An official account's texts may name their links; what a person writes is shown as it is.
_NAMED = re.compile(r"""<a\s+href=(["'])(?P<url>https?://[^"'<>]+)\1[^<>]*>(?P<name>[^<>]+)</a>""")
_SHORT = re.compile(r"https?://t\.cn/\w+")


def anchored(text: str) -> SafeString:
    """Return what a follower wrote."""
    return mark_safe(_anchored(text).replace("\n", "<br>"))  # noqa: S308 - escaped above


def named(text: str) -> SafeString:
    """Return what an official account answered, `<a href="…">…</a>` as links."""
    parts, last = [], 0
    for match in _NAMED.finditer(text):
        target, name = escape(match["url"]), escape(match["name"])
        parts.append(_anchored(text[last : match.start()]))
        parts.append(f'<a href="{target}" rel="noreferrer">{name}</a>')
        last = match.end()
    parts.append(_anchored(text[last:]))
    return mark_safe("".join(parts).replace("\n", "<br>"))  # noqa: S308 - escaped above


def _anchored(text: str) -> str:
    parts, last = [], 0
    for match in _ADDRESS.finditer(text):
        target = escape(match.group())
        parts.append(escape(text[last : match.start()]))
        parts.append(f'<a href="{target}" rel="noreferrer">{target}</a>')
        last = match.end()
    return "".join([*parts, escape(text[last:])])


def linked(text: str, links: dict[str, str]) -> SafeString:
    """Return a post; `links` maps its short addresses."""
    parts, last = [], 0
    for match in _SHORT.finditer(text):
        target = escape(links.get(match.group(), match.group()))
        parts.append(escape(text[last : match.start()]))
        parts.append(
            f'<a class="link" href="{target}" title="{target}" rel="noreferrer">网页链接</a>'
        )
        last = match.end()
    parts.append(escape(text[last:]))
    return mark_safe("".join(parts).replace("\n", "<br>"))  # noqa: S308 - escaped above
