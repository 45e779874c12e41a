"""Word documents as lines: paragraphs and cells in their order, pictures in place.

`lines` is for callers in Django's process; the document is opened in a confined one. Headers,
footers and comments are no part of what was said. Numbers that Word makes up for lists are not in
the text of a document, and so not among its lines.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from attachments.confined import Stopped, run
from attachments.formats import ENCRYPTED, OLE, PICTURES, kind_of
from attachments.metadata.package import Package, local, relationships_of, target_of
from interviews.reading.lines import INVISIBLE, Line
from interviews.reading.reading import Picture

MAIN = "word/document.xml"
NOTES = {"footnoteReference": "word/footnotes.xml", "endnoteReference": "word/endnotes.xml"}
SPACE = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
OFF = ("0", "false", "off", "none")
# What is in it is there once more, or is marked as gone.
SKIPPED = frozenset(("Fallback", "delText", "instrText", "del", "moveFrom", "pPr", "rPr"))


@dataclass(frozen=True, slots=True)
class Document:
    """`untaken` counts pictures that browsers do not show, or that lie outside the file."""

    lines: list[Line]
    untaken: int = 0
    has_deleted: bool = False
    has_hidden: bool = False


def lines(data: bytes) -> Document:
    """Return the lines of a document.

    Raises Stopped: "damaged", "encrypted", "macros", "old_format", "not_word" or "too_much".
    """
    answer = run("interviews.reading.word:answer", data)
    head, _, rest = answer.partition(b"\n")
    said = json.loads(head)
    pictures: list[bytes] = []
    at = 0
    for size in said["sizes"]:
        pictures.append(rest[at : at + size])
        at += size
    return Document(
        [
            Line(text, at, bold, tuple(Picture(pictures[which], alt) for which, alt in shown))
            for at, (text, bold, shown) in enumerate(said["lines"], 1)
        ],
        said["untaken"],
        said["has_deleted"],
        said["has_hidden"],
    )


def answer(data: bytes) -> bytes:
    """Read a document here and now; what the confined process runs."""
    if data.startswith(OLE):
        raise Stopped("encrypted" if ENCRYPTED in data else "old_format")
    package = Package.read(data)
    if any(name.lower().endswith("vbaproject.bin") for name in package.parts):
        raise Stopped("macros")
    if kind_of(data) != "docx" or MAIN not in package.parts:
        raise Stopped("not_word")
    reader = _Reader(package)
    found = [each for each in reader.paragraphs(package.xml(MAIN)) if each[0].strip() or each[2]]
    head = {
        "lines": found,
        "sizes": [len(picture) for picture in reader.pictures],
        "untaken": reader.untaken,
        "has_deleted": reader.has_deleted,
        "has_hidden": reader.has_hidden,
    }
    return b"\n".join([json.dumps(head).encode(), b"".join(reader.pictures)])


Paragraph = list[Any]
"""[text, number of bold characters at its beginning, [[number of a picture, what it shows], …]]"""


@dataclass(slots=True)
class _Writing:
    """A paragraph while it is read."""

    text: str = ""
    bold: int = 0
    shown: list[list[Any]] = field(default_factory=list)
    after: list[etree._Element] = field(default_factory=list)
    """Text boxes and notes that hang on it."""

    def add(self, text: str, is_bold: bool) -> None:
        if is_bold and self.bold == len(self.text):
            self.bold += len(text)
        self.text += text


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.pictures: list[bytes] = []
        self.places: dict[str, int] = {}
        self.untaken = 0
        self.has_deleted = False
        self.has_hidden = False
        self.links = self._links()
        self.bold_styles = self._bold_styles()
        self.notes = {name: self._notes(part) for name, part in NOTES.items()}

    def paragraphs(self, root: etree._Element) -> Iterator[Paragraph]:
        """Yield the paragraphs below an element; a line break within one begins another."""
        for child in root:
            name = local(child.tag)
            if name in SKIPPED:
                self.has_deleted |= name in ("del", "moveFrom") and len(child) > 0
            elif name == "p":
                yield from self._paragraph(child)
            elif name:
                yield from self.paragraphs(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Paragraph]:
        writing = _Writing()
        style = _value(_first(_first(paragraph, "pPr"), "pStyle"))
        self._runs(paragraph, writing, style in self.bold_styles)
        start = 0
        for row in writing.text.split("\n"):
            bold = min(max(writing.bold - start, 0), len(row))
            yield [row, bold, []]
            start += len(row) + 1
        if writing.shown:
            yield ["", 0, writing.shown]
        for beside in writing.after:
            yield from self.paragraphs(beside)

    def _runs(self, element: etree._Element, writing: _Writing, is_bold: bool) -> None:
        for child in element:
            name = local(child.tag)
            if name == "r":
                self._run(child, writing, is_bold)
            elif name in SKIPPED:
                self.has_deleted |= name in ("del", "moveFrom")
            elif name == "txbxContent":
                writing.after.append(child)
            elif name:
                self._runs(child, writing, is_bold)

    def _run(self, run: etree._Element, writing: _Writing, is_bold: bool) -> None:
        about = _first(run, "rPr")
        if _is_on(_first(about, "vanish")):
            self.has_hidden |= bool("".join(run.itertext()).strip())
            return
        if _value(_first(about, "rStyle")) in self.bold_styles:
            is_bold = True
        if (own := _first(about, "b")) is not None:
            is_bold = _is_on(own)
        self._inside(run, writing, is_bold)

    def _inside(self, element: etree._Element, writing: _Writing, is_bold: bool) -> None:
        for child in element:
            name = local(child.tag)
            if name == "t":
                writing.add((child.text or "").translate(INVISIBLE), is_bold)
            elif name in SPACE:
                writing.add(SPACE[name], is_bold)
            elif name == "txbxContent":
                writing.after.append(child)
            elif name in ("blip", "imagedata"):
                self._picture(child, writing)
            elif name in self.notes:
                note = self.notes[name].get(_attribute(child, "id"))
                if note is not None:
                    writing.after.append(note)
            elif name and name not in SKIPPED:
                self._inside(child, writing, is_bold)

    def _picture(self, blip: etree._Element, writing: _Writing) -> None:
        part = self.links.get(_attribute(blip, "embed") or _attribute(blip, "id"), "")
        data = self.package.parts.get(part, b"")
        if kind_of(data) not in PICTURES:
            self.untaken += 1
            return
        if part not in self.places:
            self.places[part] = len(self.pictures)
            self.pictures.append(data)
        drawing = next(
            (e for e in blip.iterancestors() if local(e.tag) in ("inline", "anchor")), None
        )
        about = _first(drawing, "docPr")
        writing.shown.append([self.places[part], "" if about is None else about.get("descr") or ""])

    def _links(self) -> dict[str, str]:
        rels = relationships_of(MAIN)
        if rels not in self.package.parts:
            return {}
        return {each.get("Id") or "": target_of(rels, each) for each in self.package.xml(rels)}

    def _notes(self, part: str) -> dict[str, etree._Element]:
        if part not in self.package.parts:
            return {}
        # The separators are notes too, and have a type.
        return {
            _attribute(note, "id"): note
            for note in self.package.xml(part)
            if local(note.tag) in ("footnote", "endnote") and not _attribute(note, "type")
        }

    def _bold_styles(self) -> set[str]:
        if "word/styles.xml" not in self.package.parts:
            return set()
        styles = [e for e in self.package.xml("word/styles.xml") if local(e.tag) == "style"]
        own = {_attribute(each, "styleId"): _first(_first(each, "rPr"), "b") for each in styles}
        based = {_attribute(each, "styleId"): _value(_first(each, "basedOn")) for each in styles}
        return {style for style in own if self._is_bold(style, own, based)}

    def _is_bold(self, style: str, own: dict[str, Any], based: dict[str, str]) -> bool:
        seen: set[str] = set()
        while style in own and style not in seen:
            if own[style] is not None:
                return _is_on(own[style])
            seen.add(style)
            style = based[style]
        return False


def _first(element: etree._Element | None, name: str) -> etree._Element | None:
    if element is None:
        return None
    return next((child for child in element if local(child.tag) == name), None)


def _attribute(element: etree._Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def _value(element: etree._Element | None) -> str:
    return "" if element is None else _attribute(element, "val")


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and _attribute(element, "val").lower() not in OFF
