"""From HTML to the blocks of an article: what is said and shown, not how it looked."""

import base64
import binascii
import io
import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from bs4 import NavigableString, Tag
from django.utils.translation import gettext as _
from PIL import Image

from home.importing.draft import Block
from home.importing.headings import level_of

HEADINGS = {"h1": "2", "h2": "2", "h3": "3", "h4": "4", "h5": "4", "h6": "4"}
# What `home.blocks` takes.
HEADING_LENGTH, CAPTION_LENGTH = 100, 200
BLOCKS = {
    *HEADINGS, "p", "div", "section", "article", "main", "ul", "ol", "table", "blockquote", "pre",
    "figure", "figcaption", "center", "body", "dl", "dd", "dt", "hr", "address",
}  # fmt: skip
INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i", "sup": "sup", "sub": "sub"}
TRACKING = re.compile(r"^(utm_\w+|spm|from|isappinstalled|gclid|fbclid|_hsenc|share_token)$")
FILE = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|csv|txt)$", re.IGNORECASE)
SVG = re.compile(r"^data:image/svg|\.svg(?:$|\?)", re.IGNORECASE)
# Where pages that load their pictures late keep the real address.
SOURCES = ("data-src", "data-original", "src")

INDENTED = re.compile(r"^\s*[　\xa0]{2,}")
# Old pages part paragraphs by empty lines or by lines that begin with two spaces.
PARTED = re.compile(r"(?:<br/>\s*){2,}|<br/>\s*\n\s*")
TAG = re.compile(r"<(/?)(\w+)[^>]*?(/?)>")

# lxml drops attributes of more than 10 MB without a word, so pictures inside a file are set aside
# before it is parsed and stand in it by this name and a number.
EMBEDDED = "embedded:"

Beside = Callable[[str], bytes | None]
"""Returns the bytes of a file that lies beside the page, or None."""


class BlockWriter:
    """Writes blocks; gathers the pictures they name, and what was left out, on the way."""

    def __init__(self, beside: Beside) -> None:
        self.beside = beside
        self.pictures: dict[str, bytes] = {}
        self.left_out: list[str] = []

    def blocks(self, node: Tag) -> Iterator[Block]:
        """Yield the blocks of an element; words between its blocks are paragraphs too."""
        loose: list[Tag | NavigableString] = []
        for child in node.children:
            if isinstance(child, Tag) and (child.name in BLOCKS or child.find(list(BLOCKS))):
                yield from self._paragraphs(loose)
                loose = []
                yield from self._block(child)
            else:
                loose.append(child)
        yield from self._paragraphs(loose)

    def _block(self, tag: Tag) -> Iterator[Block]:
        if tag.name in HEADINGS:
            yield from self._heading(tag)
        elif tag.name in {"ul", "ol"}:
            yield from self._list(tag)
        elif tag.name == "table":
            yield from self._table(tag)
        elif tag.name == "blockquote":
            if words := tag.get_text("\n", strip=True):
                yield "quote", {"text": words, "attribution": ""}
            yield from self._images(tag)
        elif tag.name == "figure":
            yield from self._figure(tag)
        elif tag.name != "hr":
            yield from self.blocks(tag)

    def _heading(self, tag: Tag) -> Iterator[Block]:
        words = " ".join(tag.get_text().split())
        if len(words) > HEADING_LENGTH:
            yield "paragraph", f"<p><b>{escape(words, quote=False)}</b></p>"
        elif words:
            yield "heading", {"text": words, "level": HEADINGS[tag.name]}
        yield from self._images(tag)

    def _paragraphs(self, nodes: list[Tag | NavigableString]) -> Iterator[Block]:
        whole = "".join(self._inline(node) for node in nodes)
        pieces = PARTED.split(whole)
        if not all(_is_balanced(piece) for piece in pieces):
            pieces = [whole]
        for piece in pieces:
            html = piece.replace("\n", " ").strip()
            html = re.sub(r"^(?:\s|　|&nbsp;|<br/>)+|(?:\s|　|<br/>)+$", "", html)
            words = re.sub(r"<[^>]*>", "", html).strip()
            if not words:
                continue
            level = "" if "<a " in html or "<br/>" in html else level_of(words)
            if level:
                yield "heading", {"text": unescape(words), "level": level}
            else:
                yield "paragraph", f"<p>{html}</p>"
        for node in nodes:
            if isinstance(node, Tag):
                yield from self._images(node)

    def _inline(self, node: Tag | NavigableString) -> str:
        if isinstance(node, NavigableString):
            # A new line can only stand for an indentation: other white space becomes a space.
            text = re.sub(r"\s+", " ", escape(str(node), quote=False))
            return f"\n{text.lstrip()}" if INDENTED.match(str(node)) else text
        if node.name == "br":
            return "<br/>"
        inside = "".join(self._inline(child) for child in node.children)
        if node.name in INLINE and inside.strip():
            return f"<{INLINE[node.name]}>{inside}</{INLINE[node.name]}>"
        if node.name == "a" and inside.strip():
            return self._link(node, inside)
        return inside

    def _link(self, tag: Tag, inside: str) -> str:
        given = tag.get("href", "").strip()
        if href := plain_address(given):
            return f'<a href="{escape(href)}">{inside}</a>'
        if FILE.search(given.partition("?")[0]):
            self._left_out(_("%(address)s: only text and pictures are taken along"), given)
        return inside

    def _list(self, tag: Tag) -> Iterator[Block]:
        items = []
        for item in tag.find_all("li"):
            for nested in item.find_all(["ul", "ol"]):
                nested.extract()
            if (html := self._inline(item).replace("\n", " ").strip()) and not item.find("table"):
                items.append(f"<li>{html}</li>")
        if items:
            yield "paragraph", f"<{tag.name}>{''.join(items)}</{tag.name}>"
        yield from self._images(tag)

    def _table(self, tag: Tag) -> Iterator[Block]:
        rows = _grid(tag)
        if len(rows) == 1 and len(rows[0]) == 1:
            # A table of one cell lays out a page; what is in it is text.
            yield from self.blocks(tag.find(["td", "th"]))
            return
        if any(any(row) for row in rows):
            yield "table", rows
        yield from self._images(tag)

    def _figure(self, tag: Tag) -> Iterator[Block]:
        caption = tag.find("figcaption")
        words = " ".join(caption.get_text().split()) if caption else ""
        images = list(self._images(tag))
        if not images or not words or len(words) > CAPTION_LENGTH:
            yield from images
            if caption:
                yield from self.blocks(caption)
            return
        for image in images:
            image[1]["caption"] = words
        yield from images

    def _images(self, tag: Tag) -> Iterator[Block]:
        for image in [tag] if tag.name == "img" else tag.find_all("img"):
            source = next((image[name] for name in SOURCES if image.get(name)), "")
            if _is_beacon(image) or not source:
                continue
            data = self._bytes(source)
            if data is None or _is_speck(data):
                continue
            key = f"picture-{len(self.pictures) + 1}"
            self.pictures[key] = data
            yield "image", {"picture": key, "alt": image.get("alt", "").strip(), "caption": ""}

    def _bytes(self, source: str) -> bytes | None:
        if SVG.search(source):
            self._left_out(_("picture %(address)s: SVG is not taken, save it as PNG"), source)
            return None
        if source.startswith(EMBEDDED):
            return self.beside(source)
        if source.startswith("data:"):
            head, _comma, data = source.partition(",")
            try:
                return base64.b64decode(data) if "base64" in head else unquote(data).encode()
            except binascii.Error:
                return b""
        if urlsplit(source).scheme or source.startswith("//"):
            self._left_out(_("picture %(address)s: it is not fetched from elsewhere"), source)
            return None
        data = self.beside(unquote(source))
        if data is None:
            self._left_out(_("picture %(address)s: there is no such file beside the page"), source)
        return data

    def _left_out(self, sentence: str, address: str) -> None:
        self.left_out.append(sentence % {"address": unquote(address)[:120]})


def _is_beacon(image: Tag) -> bool:
    return any(image.get(side, "").strip("px") in {"0", "1"} for side in ("width", "height"))


def _is_speck(data: bytes) -> bool:
    """Tell whether a picture is a line or a dot, there to space or to count, not to be seen."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            return min(image.size) <= 1
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        # Whoever stores it says what is wrong with it.
        return False


def _is_balanced(html: str) -> bool:
    """Tell whether every tag that opens in a piece of HTML closes in it."""
    opened: list[str] = []
    for closing, name, empty in TAG.findall(html):
        if not closing and not empty:
            opened.append(name)
        elif closing and (not opened or opened.pop() != name):
            return False
    return not opened


def _grid(table: Tag) -> list[list[str]]:
    """Return the cells as equally long rows; a merged cell stands at its first place."""
    rows: list[dict[int, str]] = []
    taken: dict[tuple[int, int], bool] = {}
    for y, tr in enumerate(table.find_all("tr")):
        row: dict[int, str] = {}
        x = 0
        for cell in tr.find_all(["td", "th"], recursive=False):
            while (x, y) in taken:
                x += 1
            row[x] = " ".join(cell.get_text(" ").split())
            for right in range(_span(cell, "colspan")):
                for down in range(_span(cell, "rowspan")):
                    taken[x + right, y + down] = True
            x += 1
        rows.append(row)
    width = max((x for x, _ in taken), default=-1) + 1
    return [[row.get(x, "") for x in range(width)] for row in rows]


def _span(cell: Tag, name: str) -> int:
    given = cell.get(name, "1")
    return min(max(int(given), 1), 100) if given.isdigit() else 1


def plain_address(href: str) -> str:
    """Return an address without what only tracks; empty if it is not one to keep."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return ""
    if parts.scheme == "mailto":
        return href.strip()
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return ""
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not TRACKING.match(name)
    ]
    return urlunsplit(parts._replace(query=urlencode(query)))
