"""Articles in web pages: the text among the navigation, without what tracks or decorates."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from urllib.parse import unquote

from bs4 import BeautifulSoup, Comment, Tag
from django.utils.translation import gettext as _

from home.importing import facts
from home.importing.draft import Block, Draft, Unreadable
from home.importing.encodings import decoded
from home.importing.html_blocks import BLOCKS, EMBEDDED, Beside, BlockWriter

DROPPED = [
    "script", "style", "noscript", "iframe", "input", "button", "select", "textarea", "object",
    "embed", "video", "audio", "svg", "canvas", "template", "link", "meta",
]  # fmt: skip
# Of all that is dropped, only these may have had something to say.
PLAYED = ["iframe", "object", "embed", "video", "audio"]
AROUND = {"nav", "header", "footer", "aside"}
NAMED_AROUND = re.compile(r"\b(nav|menu|crumbs?|breadcrumbs?|footer|sidebar|share|copyright)\b")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
DATA = re.compile(r"data:image/(?!svg)[\w.+-]+;base64,([\w+/=%\s]+)", re.ASCII | re.IGNORECASE)
SITE_NAME = re.compile(r"\s*(?:[_|｜].*|\s[-–—]+\s.*|[-–—]+[^-–—]*(?:政府|网|网站|局|委|厅|办))$")
PART = re.compile(r"\s*[(（〔]?第?[一二三四五六七八九十\d]*[篇部分]*[)）〕]?")
FACT_LENGTH, TITLE_LENGTH = 200, 60
# How many lines into the text a byline may stand.
BYLINE_WITHIN = 4


def read(data: bytes, beside: Beside = lambda name: None) -> Draft:
    """Read a whole web page. Raises Unreadable."""
    text, embedded = _set_aside(decoded(data))
    soup = BeautifulSoup(text, "lxml")
    title, tagged = _title(soup), _tagged(soup)
    played = [f"{tag.name} {tag['src'][:120]}" for tag in soup.find_all(PLAYED, src=True)]
    _clean(soup)
    around = _take_out_what_stands_around(soup)
    container = _container(soup)
    stated = {**around, **_stated(soup, container), **take_byline(container), **tagged}
    draft = body_of(container, title, lambda name: embedded.get(name) or beside(name), stated)
    note = _("%(address)s: only text and pictures are taken along")
    notes = [note % {"address": each} for each in played]
    return replace(draft, left_out=(*draft.left_out, *notes))


def body_of(container: Tag, title: str, beside: Beside, stated: dict[str, object]) -> Draft:
    """Read the article in an element; `title` is not repeated in it. Raises Unreadable."""
    writer = BlockWriter(beside)
    blocks = list(writer.blocks(container))
    title, blocks = _titled(blocks, title) if title else _title_from(blocks)
    if not blocks:
        raise Unreadable(_("there is nothing to import: the text is empty"))
    return Draft(
        title=title.rstrip(":："),
        blocks=tuple(_joined(blocks)),
        pictures=writer.pictures,
        left_out=tuple(writer.left_out),
        **stated,
    )


def take_byline(container: Tag) -> dict[str, object]:
    """Take the lines that state facts about an article out of its beginning.

    They are told by the article's fields; in its text they would be told twice.
    """
    stated: dict[str, object] = {}
    lines = [string for string in container.find_all(string=True) if string.strip()]
    for string in lines[:BYLINE_WITHIN]:
        line = string.find_parent(list(BLOCKS)) or container
        # Among other blocks the line is the string alone.
        line = string if line is container or line.find(list(BLOCKS)) else line
        found = facts.byline(" ".join(line.get_text().split()))
        if found and not getattr(line, "decomposed", False):
            stated |= found
            line.extract()
    return stated


def _set_aside(text: str) -> tuple[str, dict[str, bytes]]:
    """Take the pictures out of a page's text; return it with names in their place."""
    pictures: dict[str, bytes] = {}

    def name(match: re.Match[str]) -> str:
        key = f"{EMBEDDED}{len(pictures)}"
        try:
            pictures[key] = base64.b64decode(unquote(match.group(1)))
        except binascii.Error:
            pictures[key] = b"damaged"
        return key

    return DATA.sub(name, text), pictures


def _title(soup: BeautifulSoup) -> str:
    meta = soup.find("meta", attrs={"name": "ArticleTitle"})
    heading = soup.find("h1")
    candidates = [meta and meta.get("content"), heading and heading.get_text()]
    candidates.append(soup.title and SITE_NAME.sub("", soup.title.get_text().strip()))
    return next((words for each in candidates if each and (words := " ".join(each.split()))), "")


def _tagged(soup: BeautifulSoup) -> dict[str, object]:
    """Return what the page's own tags state (网页标签规范)."""

    def tag(name: str) -> str:
        found = soup.find("meta", attrs={"name": name})
        return " ".join(found.get("content", "").split()) if found else ""

    stated = {"source": tag("ContentSource")[:60], "author": tag("Author")[:60]}
    stated["moment"] = facts.date_in(tag("PubDate"))
    return {name: value for name, value in stated.items() if value}


def _clean(soup: BeautifulSoup) -> None:
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in soup.find_all(DROPPED):
        tag.decompose()
    for form in soup.find_all("form"):
        # Whole pages are forms where the server's framework wants it so.
        form.unwrap()
    for tag in soup.find_all(True):
        if not tag.decomposed and (tag.has_attr("hidden") or HIDDEN.search(tag.get("style", ""))):
            tag.decompose()


def _take_out_what_stands_around(soup: BeautifulSoup) -> dict[str, object]:
    """Take navigation and the like away; return what facts it stated."""
    stated: dict[str, object] = {}
    most = len(soup.get_text()) / 2
    for tag in soup.find_all(_stands_around):
        # A class such as `has-sidebar` may well stand on what the article is in.
        if not tag.decomposed and (tag.name in AROUND or len(tag.get_text()) < most):
            stated = {**_stated(tag), **stated}
            tag.decompose()
    return stated


def _stands_around(tag: Tag) -> bool:
    names = " ".join([*tag.get_attribute_list("class", ""), *tag.get_attribute_list("id", "")])
    return tag.name in AROUND or (tag.name != "body" and bool(NAMED_AROUND.search(names)))


def _stated(tag: Tag, without: Tag | None = None) -> dict[str, object]:
    """Return the facts that the lines of an element state, the first of each."""
    stated: dict[str, object] = {}
    for string in tag.find_all(string=True):
        if len(string) < FACT_LENGTH and without not in string.parents:
            stated = {**facts.found_in(str(string)), **stated}
    return stated


def _container(soup: BeautifulSoup) -> Tag:
    """Return the element with the most text directly in its paragraphs."""
    body = soup.body or soup

    def weight(tag: Tag) -> int:
        direct = tag.find_all(["p", "table", "ul", "ol", "blockquote", "pre"], recursive=False)
        return sum(len(each.get_text(strip=True)) for each in direct)

    best = max([body, *body.find_all(["div", "article", "section", "main", "td"])], key=weight)
    return best if weight(best) else body


def _titled(blocks: list[Block], title: str) -> tuple[str, list[Block]]:
    """Drop what repeats the title; a first line that adds a part's number to it is the title."""
    blocks = [block for block in blocks if block[0] != "heading" or block[1]["text"] != title]
    first = _words(blocks[0]) if blocks else ""
    if first.startswith(title) and PART.fullmatch(first[len(title) :]):
        return first, blocks[1:]
    return title, blocks


def _title_from(blocks: list[Block]) -> tuple[str, list[Block]]:
    """Take the first heading or short line for the title, else what a long one begins with."""
    for index, block in enumerate(blocks):
        if words := _words(block):
            if block[0] == "heading" or (len(words) <= TITLE_LENGTH and not words.endswith("。")):
                return words, blocks[:index] + blocks[index + 1 :]
            return words.split("。")[0][:TITLE_LENGTH], blocks
    raise Unreadable(_("there is nothing to import: the text is empty"))


def _words(block: Block) -> str:
    """Return a heading's or paragraph's words as a title would have them."""
    kind, value = block
    if kind == "heading":
        words = value["text"]
    elif kind == "paragraph":
        words = BeautifulSoup(value, "lxml").get_text(" ")
    else:
        return ""
    return " ".join(words.split()).rstrip(":：")


def _joined(blocks: list[Block]) -> Iterator[Block]:
    """Join paragraphs that follow each other into one block, as an editor would have them."""
    for kind, group in groupby(blocks, key=lambda block: block[0]):
        if kind == "paragraph":
            yield "paragraph", "".join(html for _, html in group)
        else:
            yield from group
