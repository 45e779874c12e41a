"""What a reader sees of some HTML, letter by letter, with the place of each in the source.

So a number that is torn apart by tags is found, and masked without touching the tags.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape

TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|&(?:#\w+|\w+);|.", re.DOTALL)
TAG = re.compile(r"</?\s*([\w-]+)")
# What is written in an attribute is read out, dialled or shown as well.
ATTRIBUTE = re.compile(
    r"""\s(?:href=["'](?:tel|sms|mailto):|(?:title|alt|aria-label)=["'])([^"']*)""", re.IGNORECASE
)
INLINE = frozenset(
    {
        "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small",
        "span", "strong", "sub", "sup", "u", "wbr",
    }
)  # fmt: skip
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Visible:
    """`text`, and for each letter of it where it stands in the source; None if it does not."""

    source: str
    text: str
    spans: tuple[Span | None, ...]
    is_markup: bool = False

    def replaced(self, places: list[int], by: str) -> str:
        """Return the source with the letters at these places of the text replaced."""
        pieces, at = [], 0
        for start, end in sorted(span for place in places if (span := self.spans[place])):
            pieces += [self.source[at:start], by]
            at = end
        return "".join([*pieces, self.source[at:]])

    def edited(self, edits: Iterable[tuple[int, int, str]]) -> str:
        """Return the source with letters [start, end) of the text put as others; tags stay.

        Edits come in order and do not overlap. Where none of its letters stands in the source,
        nothing is put.
        """
        pieces, at = [], 0
        for start, end, new in edits:
            put = escape(new, quote=False) if self.is_markup else new
            for span in self.spans[start:end]:
                if span:
                    pieces += [self.source[at : span[0]], put]
                    at, put = span[1], ""
        return "".join([*pieces, self.source[at:]])


def visible(source: str) -> Visible:
    letters: list[str] = []
    spans: list[Span | None] = []

    def apart() -> None:
        letters.append("\n\n")
        spans.extend((None, None))

    def copy(start: int, text: str) -> None:
        letters.append(text)
        spans.extend((start + at, start + at + 1) for at in range(len(text)))

    for match in TOKEN.finditer(source):
        token, start = match[0], match.start()
        if token.startswith("<!--"):
            apart()
            copy(start + 4, token[4:-3])
            apart()
        elif token.startswith("<") and len(token) > 1:
            name = (TAG.match(token) or [None, ""])[1].lower()
            if name == "br":
                letters.append("\n")
                spans.append(None)
            elif name not in INLINE:
                apart()
            for attribute in ATTRIBUTE.finditer(token):
                apart()
                copy(start + attribute.start(1), attribute[1])
                apart()
        elif token.startswith("&") and len(token) > 1:
            text = unescape(token)
            letters.append(text)
            spans.extend([match.span()] + [None] * (len(text) - 1))
        else:
            copy(start, token)
    return Visible(source, "".join(letters), tuple(spans), is_markup=True)


def plain(source: str) -> Visible:
    return Visible(source, source, tuple((at, at + 1) for at in range(len(source))))
