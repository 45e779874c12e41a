"""The words of a page's body, a paragraph in a line. They are read as they are stored: no query."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

from wagtail.fields import StreamValue

ENDS_A_LINE = re.compile(r"<(?:br|hr)\s*/?>|</(?:p|h[1-6]|li|blockquote|div|tr|pre)\s*>", re.I)
TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def lines_of(body: StreamValue) -> Iterator[str]:
    """Yield the lines of a body. Files in it are not its words: they are found by themselves."""
    for block in body.get_prep_value() if body else ():
        # A block of a type that no longer exists is not shown.
        read = READERS.get(block["type"])
        if read and block["value"]:
            yield from filter(None, map(in_a_line, read(block["value"])))


def lines_of_html(html: str) -> Iterator[str]:
    """Yield the lines of some rich text."""
    text = unescape(TAG.sub("", ENDS_A_LINE.sub("\n", html)))
    yield from filter(None, map(in_a_line, text.splitlines()))


def in_a_line(text: Any) -> str:
    return " ".join(str(text or "").split())


def _heading(value: dict[str, Any]) -> Iterator[Any]:
    yield value.get("text")


def _image(value: dict[str, Any]) -> Iterator[Any]:
    # Often the same.
    yield from dict.fromkeys((value.get("caption"), value.get("alt_text")))


def _gallery(value: dict[str, Any]) -> Iterator[Any]:
    for each in value.get("images") or ():
        yield from _image(each.get("value", each))


def _quote(value: dict[str, Any]) -> Iterator[Any]:
    yield from str(value.get("text") or "").splitlines()
    yield value.get("attribution")


def _table(value: dict[str, Any]) -> Iterator[Any]:
    yield value.get("table_caption")
    for row in value.get("data") or ():
        yield " ".join(in_a_line(cell) for cell in row)


def _video(value: dict[str, Any]) -> Iterator[Any]:
    yield value.get("title")


READERS: dict[str, Callable[[Any], Iterator[Any]]] = {
    "heading": _heading,
    "paragraph": lines_of_html,
    "image": _image,
    "gallery": _gallery,
    "quote": _quote,
    "table": _table,
    "video": _video,
}
