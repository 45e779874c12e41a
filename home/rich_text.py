"""Rich text, as editors and importers leave it, turned into neutral blocks."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString
from django.conf import settings
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

from home.public import readable
from story import Block, Heading, Inline, ListBlock, Paragraph, Quote, Run

SKIPPED = {"script", "style", "template", "noscript", "iframe", "head", "title", "embed"}
HEADINGS = {f"h{level}": min(max(level, 2), 4) for level in range(1, 7)}
BLOCKS = {
    "p", "div", "section", "article", "ul", "ol", "li", "blockquote", "table", "tbody", "thead",
    "tr", "td", "th", "pre", "hr", "figure", "body", "html", *HEADINGS,
}  # fmt: skip
BOLD, ITALIC = {"b", "strong"}, {"i", "em"}
# In the JSON of a body, where quotation marks have a stroke before them.
LINK = re.compile(r"<a\b[^>]*>")
KIND = re.compile(r"linktype=\\?[\"'](page|document)\\?[\"']")
KEY = re.compile(r"\bid=\\?[\"'](\d+)")
SPACE = re.compile(r"[ \t\r\n\f]+")
RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


# Where links lead by what they name: the kind and its key.
Ways = Mapping[tuple[str, int], str]


def pages_linked(body: StreamValue) -> list[int]:
    """Return the pages that the rich texts of a body lead to, as they are stored."""
    return [key for kind, key in _linked(body) if kind == "page"]


def ways_out(body: StreamValue) -> Ways:
    """Return where the links of a body lead that anybody may follow. Two queries at most, where
    each link by itself would ask one.
    """
    linked = set(_linked(body))
    pages = [key for kind, key in linked if kind == "page"]
    documents = [key for kind, key in linked if kind == "document"]
    found: dict[tuple[str, int], str] = {}
    if pages:
        public = readable(Page.objects.filter(pk__in=pages))
        found |= {("page", page.pk): page.full_url or "" for page in public}
    if documents:
        files = get_document_model().objects.filter(pk__in=documents)
        found |= {("document", file.pk): _address_of_file(file) for file in files}
    return found


def _linked(body: StreamValue) -> Iterator[tuple[str, int]]:
    stored = json.dumps(list(body.raw_data))
    for link in LINK.findall(stored):
        kind, key = KIND.search(link), KEY.search(link)
        if kind and key:
            yield kind[1], int(key[1])


def blocks_from_html(html: str, base: str, ways: Ways | None = None) -> Iterator[Block]:
    """Yield the neutral blocks of some rich text; addresses are resolved against `base`.

    With `ways`, links to pages and files lead where these say, and nothing is asked.
    """
    soup = BeautifulSoup(html or "", "lxml")
    yield from _blocks(soup, _Style(base=base, ways=ways))


@dataclass(frozen=True, slots=True)
class _Style:
    base: str
    ways: Ways | None = None
    bold: bool = False
    italic: bool = False
    href: str = ""
    shift: str = ""

    def inside(self, tag: Tag) -> "_Style":
        match tag.name:
            case name if name in BOLD:
                return replace(self, bold=True)
            case name if name in ITALIC:
                return replace(self, italic=True)
            case "a":
                return replace(self, href=absolute_address(tag, self.base, self.ways))
            case "sup" | "sub":
                return replace(self, shift=tag.name)
        return self

    def run(self, text: str) -> Run:
        # m² must not become m2; what Unicode cannot raise or lower stays on the line.
        table = {"sup": RAISED, "sub": LOWERED}.get(self.shift, {})
        if table and all(ord(letter) in table for letter in text.strip()):
            text = text.translate(table)
        return Run(text, bold=self.bold, italic=self.italic, href=self.href)


def absolute_address(link: Tag, base: str, ways: Ways | None = None) -> str:
    """Return where a link leads as an absolute web address, or "" if it leads nowhere."""
    kind = str(link.get("linktype") or "")
    if ways is not None and kind in ("page", "document"):
        return ways.get((kind, _number(link)), "")
    match kind:
        case "page":
            page = Page.objects.filter(pk=_number(link)).live().specific().first()
            return (page.full_url if page else "") or ""
        case "document":
            document = get_document_model().objects.filter(pk=_number(link)).first()
            return _address_of_file(document) if document else ""
    href = str(link.get("href") or "").strip()
    if not href or href.startswith("#"):
        return ""
    try:
        address = urljoin(base, href)
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.hostname else ""


def _address_of_file(document: AbstractDocument) -> str:
    return urljoin(f"{settings.PUBLIC_URL}/", document.url)


def _number(link: Tag) -> int:
    value = str(link.get("id") or "")
    return int(value) if value.isdecimal() else 0


def _blocks(parent: Tag, style: _Style) -> Iterator[Block]:
    """Walk a container: loose text between block elements becomes paragraphs of its own."""
    loose: list[Run] = []
    for child in parent.children:
        if isinstance(child, Tag) and child.name in SKIPPED:
            continue
        if isinstance(child, Tag) and (child.name in BLOCKS or child.find(BLOCKS)):
            yield from _paragraph(loose)
            loose = []
            yield from _block(child, style.inside(child))
        else:
            loose.extend(_runs(child, style))
    yield from _paragraph(loose)


def _block(tag: Tag, style: _Style) -> Iterator[Block]:
    if tag.name in ("ul", "ol"):
        items = tuple(_items(tag, style))
        if items:
            yield ListBlock(items=items, ordered=tag.name == "ol")
    elif tag.name in HEADINGS:
        if text := "".join(run.text for run in _tidy(_runs(tag, style))).replace("\n", " "):
            yield Heading(text=text, level=HEADINGS[tag.name])
    elif tag.name == "blockquote":
        if runs := _tidy(_runs(tag, style)):
            yield Quote(runs=runs)
    else:
        yield from _blocks(tag, style)


def _items(tag: Tag, style: _Style) -> Iterator[Inline]:
    """Yield the items of a list; those of a list inside an item follow their parent."""
    for child in tag.find_all(recursive=False):
        if child.name in ("ul", "ol"):
            yield from _items(child, style)
            continue
        if runs := _tidy(_runs(child, style)):
            yield runs
        for inner in child.find_all(["ul", "ol"]):
            if inner.find_parent(["ul", "ol"]) is tag:
                yield from _items(inner, style)


def _runs(node: Tag | NavigableString, style: _Style) -> Iterator[Run]:
    if isinstance(node, NavigableString):
        # Comments, processing instructions and the like are strings, too.
        if not isinstance(node, PreformattedString):
            yield style.run(SPACE.sub(" ", str(node)))
        return
    if node.name == "br":
        yield style.run("\n")
        return
    style = style.inside(node)
    for child in node.children:
        if isinstance(child, Tag) and child.name in SKIPPED | {"ul", "ol"}:
            continue
        if isinstance(child, Tag) and child.name in BLOCKS:
            yield Run("\n")
        yield from _runs(child, style)


def _paragraph(runs: list[Run]) -> Iterator[Paragraph]:
    if tidy := _tidy(runs):
        yield Paragraph(runs=tidy)


def _tidy(runs: Iterator[Run] | list[Run]) -> Inline:
    """Join neighbours of one appearance, drop white space at both ends and around breaks."""
    joined: list[Run] = []
    for run in runs:
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    joined = [replace(run, text=re.sub(r" *\n *", "\n", run.text)) for run in joined]
    while joined and not joined[0].text.strip():
        joined.pop(0)
    while joined and not joined[-1].text.strip():
        joined.pop()
    if joined:
        joined[0] = replace(joined[0], text=joined[0].text.lstrip())
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    return tuple(joined)
