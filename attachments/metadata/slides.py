"""Presentations: who commented, who changed what; notes and hidden slides are told."""

import re

from lxml import etree

from attachments.metadata.package import Package, local
from attachments.metadata.word import SOMEBODY
from attachments.remarks import Remark

AUTHORS = frozenset({"cmAuthor", "author"})
HISTORY = re.compile(r"ppt/(revisionInfo|changesInfos/.*)\.xml$")


def clean_slides(package: Package) -> tuple[set[str], list[Remark]]:
    """Clean the parts of a presentation in place; return what was removed and what to tell."""
    removed: set[str] = set()
    history = [name for name in package.parts if HISTORY.match(name)]
    if history:
        package.remove(history)
        removed.add("history")
    for name in ("ppt/commentAuthors.xml", "ppt/authors.xml"):
        if name in package.parts:
            _forget(package, name, removed)
    return removed, _told(package)


def _forget(package: Package, name: str, removed: set[str]) -> None:
    root = package.xml(name)
    named = [
        element
        for element in root.iter(etree.Element)
        if local(element.tag) in AUTHORS and element.get("name") != SOMEBODY
    ]
    for element in named:
        element.set("name", SOMEBODY)
        for attribute in {"initials", "userId", "providerId"} & set(element.attrib):
            element.set(attribute, "A" if attribute == "initials" else "None")
    if named:
        package.put(name, root)
        removed.add("comments_authors")


def _told(package: Package) -> list[Remark]:
    hidden = notes = comments = 0
    for name in package.below("ppt/"):
        if re.match(r"ppt/slides/[^/]+$", name):
            hidden += package.xml(name).get("show") in ("0", "false")
        elif name.startswith("ppt/notesSlides/"):
            notes += any(_says(shape) for shape in _shapes(package.xml(name)))
        elif name.startswith("ppt/comments/"):
            comments += sum(local(e.tag) == "cm" for e in package.xml(name).iter(etree.Element))
    found = (("hidden_slides", hidden), ("notes", notes), ("comments", comments))
    return [Remark(code, count) for code, count in found if count]


def _shapes(root: etree._Element) -> list[etree._Element]:
    return [element for element in root.iter(etree.Element) if local(element.tag) == "sp"]


def _says(shape: etree._Element) -> bool:
    """Tell whether a shape of a notes page holds words of somebody's, not the slide's number."""
    kinds = [e.get("type") for e in shape.iter(etree.Element) if local(e.tag) == "ph"]
    if "sldNum" in kinds or "dt" in kinds:
        return False
    return any((e.text or "").strip() for e in shape.iter(etree.Element) if local(e.tag) == "t")
