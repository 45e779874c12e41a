"""Citations in rendered text, linked to the register: one query for a whole page.

Only what stands between two tags is looked at, and never what is a link or a control already, so
the markup around it stays letter by letter as it is.
"""

import re
from collections.abc import Iterator
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from attachments.gate.markup import Visible, visible
from disclosure.basis.citations import OPENING, Citation
from disclosure.basis.linking import statutes_in
from disclosure.basis.register import Resolved, resolve

PIECE = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+|<", re.DOTALL)
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
CLOSED = ("a", "button", "script", "select", "style", "svg", "textarea", "title")


def with_statutes_linked(html: str) -> SafeString:
    """Return rendered HTML, trusted as it is, with the citations in its words linked."""
    if not any(bracket in html for bracket in OPENING if bracket != "<"):
        return mark_safe(html)  # noqa: S308
    pieces = list(_pieces(html))
    cited = [each for _source, found in pieces for each in found]
    meant = resolve(cited) if cited else {}
    return mark_safe("".join(_linked(*piece, meant) for piece in pieces))  # noqa: S308


def _pieces(html: str) -> Iterator[tuple[Visible, list[Citation]]]:
    """Yield the source in pieces, each with the citations in it; tags have none."""
    within: list[str] = []
    for piece in PIECE.findall(html):
        if tag := TAG.match(piece):
            closes, name = tag[1], tag[2].lower()
            if name in CLOSED and not piece.endswith("/>"):
                if not closes:
                    within.append(name)
                elif name in within:
                    del within[within.index(name) :]
        if within or piece.startswith("<"):
            yield Visible(piece, "", ()), []
        else:
            seen = visible(piece)
            yield seen, list(statutes_in(seen.text))


def _linked(seen: Visible, cited: list[Citation], meant: dict[str, Resolved]) -> str:
    at, pieces = 0, []
    for each in cited:
        if resolved := meant.get(each.key):
            # A bracket is one letter, so both ends have their place in the source.
            start, end = seen.spans[each.start][0], seen.spans[each.end - 1][1]
            pieces += [seen.source[at:start], _link(seen.source[start:end], each, resolved)]
            at = end
    return "".join([*pieces, seen.source[at:]])


def _link(said: str, cited: Citation, resolved: Resolved) -> str:
    anchor = f"#a{cited.articles[0]}" if cited.articles else ""
    address = reverse("statutes:statute", args=[resolved.statute.pk])
    # The words of an official document are not added to: what is wrong is told beside them.
    told = ""
    if resolved.is_repealed:
        told = _("repealed")
    elif resolved.is_superseded(cited.version):
        told = _("amended since")
    title = f' title="{escape(told)}"' if told else ""
    return f'<a href="{escape(address)}{anchor}"{title}>{said}</a>'
