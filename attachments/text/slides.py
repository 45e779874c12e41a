"""Presentations: slides in their order, the notes below them, comments."""

import re
from collections.abc import Iterator

from lxml import etree

from attachments.metadata.package import Package, local, relationships_of, target_of
from attachments.text.pieces import Piece, Place

DECK = "ppt/presentation.xml"


def read(data: bytes) -> Iterator[Piece | tuple[str, bytes]]:
    package = Package.read(data)
    for number, slide in enumerate(_slides(package), 1):
        yield from _paragraphs(package.xml(slide), Place("slide", number))
        for notes in package.targets(relationships_of(slide), "notesSlide"):
            if notes in package.parts:
                yield from _paragraphs(package.xml(notes), Place("notes", number))
    for name, inner in package.parts.items():
        if name.startswith("ppt/comments/") and name.endswith(".xml"):
            yield from _paragraphs(package.xml(name), Place("comment"))
        elif "/embeddings/" in name:
            yield name.rpartition("/")[2], inner


def _slides(package: Package) -> list[str]:
    rels = relationships_of(DECK)
    if DECK not in package.parts or rels not in package.parts:
        return [name for name in package.below("ppt/slides/") if "_rels" not in name]
    targets = {each.get("Id"): target_of(rels, each) for each in package.xml(rels)}
    keys = [
        value
        for each in package.xml(DECK).iter(etree.Element)
        if local(each.tag) == "sldId"
        for key, value in each.attrib.items()
        if re.search(r"relationships\}id$", key)
    ]
    return [targets[key] for key in keys if targets.get(key) in package.parts]


def _paragraphs(root: etree._Element, place: Place) -> Iterator[Piece]:
    for element in root.iter(etree.Element):
        if local(element.tag) in ("p", "text"):
            words = [e.text or "" for e in element.iter(etree.Element) if local(e.tag) == "t"]
            text = "".join(words) or (element.text or "" if not len(element) else "")
            if text.strip():
                yield Piece(text, place)
