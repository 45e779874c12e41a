"""Word: paragraphs and cells of tables, headers, notes, comments, and what is marked as deleted."""

from collections.abc import Iterator

from lxml import etree

from attachments.metadata.package import Package, local
from attachments.text.pieces import Piece, Place

MAIN = "word/document.xml"
BESIDE = ("header", "footer", "footnotes", "endnotes", "comments")
SPACE = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def read(data: bytes) -> Iterator[Piece | tuple[str, bytes]]:
    package = Package.read(data)
    if MAIN in package.parts:
        yield from _paragraphs(package.xml(MAIN), "")
    for name in package.below("word/"):
        part = name.removeprefix("word/")[:-4].rstrip("0123456789")
        if part in BESIDE:
            yield from _paragraphs(package.xml(name), part)
    for name, inner in package.parts.items():
        if "/embeddings/" in name:
            yield name.rpartition("/")[2], inner


def _paragraphs(root: etree._Element, part: str) -> Iterator[Piece]:
    cells = dict(_cells(root))
    number = 0
    for paragraph in root.iter(etree.Element):
        if local(paragraph.tag) != "p" or _is_fallback(paragraph):
            continue
        number += 1
        place = cells.get(_cell_of(paragraph)) or Place("paragraph", number, name=part)
        text, deleted = "", ""
        for element in _own(paragraph):
            name = local(element.tag)
            if name == "t":
                text += element.text or ""
            elif name == "delText":
                deleted += element.text or ""
            else:
                text += SPACE.get(name, "")
        if text.strip():
            yield Piece(text, place)
        if deleted.strip():
            yield Piece(deleted, Place("deleted", number, name=part))


def _own(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Walk a paragraph without the paragraphs of text boxes in it."""
    for child in paragraph:
        if local(child.tag) not in ("p", ""):
            yield child
            yield from _own(child)


def _is_fallback(paragraph: etree._Element) -> bool:
    """Text boxes are there twice: for new programs and for old ones."""
    return any(local(each.tag) == "Fallback" for each in paragraph.iterancestors())


def _cells(root: etree._Element) -> Iterator[tuple[etree._Element, Place]]:
    tables = [each for each in root.iter(etree.Element) if local(each.tag) == "tbl"]
    for number, table in enumerate(tables, 1):
        rows = [each for each in table if local(each.tag) == "tr"]
        for row, line in enumerate(rows, 1):
            columns = [each for each in line if local(each.tag) == "tc"]
            for column, cell in enumerate(columns, 1):
                yield cell, Place("table", number, row=row, column=column)


def _cell_of(paragraph: etree._Element) -> etree._Element | None:
    return next((each for each in paragraph.iterancestors() if local(each.tag) == "tc"), None)
