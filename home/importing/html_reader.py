"""Articles in web pages: the text among the navigation, without what tracks or decorates."""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from html import escape
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from bs4 import BeautifulSoup, Comment, NavigableString, Tag

from home.importing import facts
from home.importing.draft import Block, Draft, Unreadable
from home.importing.encodings import decoded

DROPPED = [
    "script", "style", "noscript", "iframe", "form", "input", "button", "select", "textarea",
    "object", "embed", "video", "audio", "svg", "canvas", "template", "link", "meta",
]  # fmt: skip
AROUND = {"nav", "header", "footer", "aside"}
NAMED_AROUND = re.compile(r"\b(nav|menu|crumbs?|breadcrumbs?|footer|sidebar|share|copyright)\b")
HEADINGS = {"h1": "2", "h2": "2", "h3": "3", "h4": "4", "h5": "4", "h6": "4"}
BLOCKS = {
    *HEADINGS, "p", "div", "section", "article", "main", "ul", "ol", "table", "blockquote", "pre",
    "figure", "figcaption", "center", "body", "dl", "dd", "dt", "hr", "address",
}  # fmt: skip
INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i", "sup": "sup", "sub": "sub"}
TRACKING = re.compile(r"^(utm_\w+|spm|from|isappinstalled|gclid|fbclid|_hsenc|share_token)$")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
FACTS_AT_MOST = 200

Beside = Callable[[str], bytes | None]
"""Returns the bytes of a file that lies beside the page, or None."""


def read(data: bytes, beside: Beside = lambda name: None) -> Draft:
    """Read a whole web page. Raises Unreadable."""
    soup = BeautifulSoup(decoded(data), "lxml")
    title = _title(soup)
    stated = _stated(soup)
    _clean(soup)
    for tag in soup.find_all(_stands_around):
        if not tag.decomposed:
            tag.decompose()
    return body_of(_container(soup), title, beside, stated)


def body_of(container: Tag, title: str, beside: Beside, stated: dict | None = None) -> Draft:
    """Read the article in an element; `title` is not repeated in it. Raises Unreadable."""
    writer = _Writer(beside)
    blocks = list(_joined(writer.blocks(container)))
    if not title:
        title, blocks = _title_from(blocks)
    blocks = [block for block in blocks if not _repeats(block, title)]
    if not blocks:
        raise Unreadable("there is nothing to import: the text is empty")
    return Draft(
        title=title.rstrip(":："),
        blocks=tuple(blocks),
        pictures=writer.pictures,
        left_out=tuple(writer.left_out),
        **(stated or {}),
    )


def _stands_around(tag: Tag) -> bool:
    names = " ".join([*tag.get_attribute_list("class", ""), *tag.get_attribute_list("id", "")])
    return tag.name in AROUND or (tag.name != "body" and bool(NAMED_AROUND.search(names)))


def _title(soup: BeautifulSoup) -> str:
    meta = soup.find("meta", attrs={"name": "ArticleTitle"})
    heading = soup.find("h1")
    candidates = [meta and meta.get("content"), heading and heading.get_text()]
    candidates.append(soup.title and re.split(r"[_|]", soup.title.get_text())[0])
    return next((words for each in candidates if each and (words := " ".join(each.split()))), "")


def _stated(soup: BeautifulSoup) -> dict[str, object]:
    stated: dict[str, object] = {}
    for string in soup.find_all(string=True):
        if string.parent.name not in {"script", "style"} and len(string) < FACTS_AT_MOST:
            found = facts.found_in(str(string))
            stated = {**found, **stated}
            if found:
                # It is told by the article's fields; in its text it would be told twice.
                string.extract()
    return stated


def _clean(soup: BeautifulSoup) -> None:
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in soup.find_all(DROPPED):
        tag.decompose()
    for tag in soup.find_all(True):
        if not tag.decomposed and (tag.has_attr("hidden") or HIDDEN.search(tag.get("style", ""))):
            tag.decompose()


def _container(soup: BeautifulSoup) -> Tag:
    """Return the element with the most text directly in its paragraphs."""
    body = soup.body or soup

    def weight(tag: Tag) -> int:
        direct = tag.find_all(["p", "table", "ul", "ol", "blockquote", "pre"], recursive=False)
        return sum(len(each.get_text(strip=True)) for each in direct)

    best = max([body, *body.find_all(["div", "article", "section", "main", "td"])], key=weight)
    return best if weight(best) else body


def _repeats(block: Block, title: str) -> bool:
    kind, value = block
    return kind == "heading" and value["text"] == title


def _title_from(blocks: list[Block]) -> tuple[str, list[Block]]:
    for index, (kind, value) in enumerate(blocks):
        if kind == "heading":
            return value["text"], blocks[:index] + blocks[index + 1 :]
        if kind == "paragraph":
            words = BeautifulSoup(value, "lxml").get_text(" ", strip=True)
            return words.split("。")[0][:60], blocks
    raise Unreadable("there is nothing to import: the text is empty")


def _joined(blocks: Iterator[Block]) -> Iterator[Block]:
    """Join paragraphs that follow each other into one block, as an editor would have them."""
    pending = ""
    for kind, value in blocks:
        if kind == "paragraph":
            pending += value
            continue
        if pending:
            yield "paragraph", pending
            pending = ""
        yield kind, value
    if pending:
        yield "paragraph", pending


class _Writer:
    def __init__(self, beside: Beside) -> None:
        self.beside = beside
        self.pictures: dict[str, bytes] = {}
        self.left_out: list[str] = []

    def blocks(self, node: Tag) -> Iterator[Block]:
        """Yield the blocks of an element; words between its blocks are paragraphs too."""
        loose: list[Tag | NavigableString] = []
        for child in node.children:
            if isinstance(child, Tag) and (child.name in BLOCKS or child.find(list(BLOCKS))):
                yield from self._paragraph(loose)
                loose = []
                yield from self._block(child)
            else:
                loose.append(child)
        yield from self._paragraph(loose)

    def _block(self, tag: Tag) -> Iterator[Block]:
        if tag.name in HEADINGS:
            if words := " ".join(tag.get_text().split()):
                yield "heading", {"text": words[:100], "level": HEADINGS[tag.name]}
            yield from self._images(tag)
        elif tag.name in {"ul", "ol"}:
            yield from self._list(tag)
        elif tag.name == "table":
            yield from self._table(tag)
        elif tag.name == "blockquote":
            if words := tag.get_text("\n", strip=True):
                yield "quote", {"text": words, "attribution": ""}
        elif tag.name != "hr":
            yield from self.blocks(tag)

    def _paragraph(self, nodes: list[Tag | NavigableString]) -> Iterator[Block]:
        html = "".join(self._inline(node) for node in nodes).strip()
        html = re.sub(r"^(?:\s|　|&nbsp;|<br/>)+|(?:\s|　|<br/>)+$", "", html)
        if re.sub(r"<[^>]*>|\s", "", html):
            yield "paragraph", f"<p>{html}</p>"
        for node in nodes:
            if isinstance(node, Tag):
                yield from self._images(node)

    def _inline(self, node: Tag | NavigableString) -> str:
        if isinstance(node, NavigableString):
            return re.sub(r"\s+", " ", escape(str(node), quote=False))
        if node.name == "br":
            return "<br/>"
        inside = "".join(self._inline(child) for child in node.children)
        if node.name in INLINE and inside.strip():
            return f"<{INLINE[node.name]}>{inside}</{INLINE[node.name]}>"
        if node.name == "a" and inside.strip() and (href := plain_address(node.get("href", ""))):
            return f'<a href="{escape(href)}">{inside}</a>'
        return inside

    def _list(self, tag: Tag) -> Iterator[Block]:
        items = []
        for item in tag.find_all("li"):
            for nested in item.find_all(["ul", "ol"]):
                nested.extract()
            if (html := self._inline(item).strip()) and not item.find("table"):
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

    def _images(self, tag: Tag) -> Iterator[Block]:
        for image in [tag] if tag.name == "img" else tag.find_all("img"):
            source = image.get("src", "") or image.get("data-src", "")
            if _is_beacon(image) or not source:
                continue
            data = self._bytes(source)
            if data is None:
                continue
            key = f"picture-{len(self.pictures) + 1}"
            self.pictures[key] = data
            yield "image", {"picture": key, "alt": image.get("alt", "").strip(), "caption": ""}

    def _bytes(self, source: str) -> bytes | None:
        if source.startswith("data:"):
            head, _, data = source.partition(",")
            try:
                return base64.b64decode(data) if "base64" in head else unquote(data).encode()
            except binascii.Error:
                return b""
        if urlsplit(source).scheme or source.startswith("//"):
            self.left_out.append(f"picture {source[:120]}: it is not fetched from elsewhere")
            return None
        data = self.beside(unquote(source))
        if data is None:
            self.left_out.append(f"picture {source[:120]}: there is no such file beside the page")
        return data


def _is_beacon(image: Tag) -> bool:
    return any(image.get(side, "").strip("px") in {"0", "1"} for side in ("width", "height"))


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
