"""Workbooks: people, paths, shared histories, printers; what is hidden is told."""

import re

from lxml import etree

from attachments.metadata.package import Package, local, relationships_of
from attachments.metadata.word import SOMEBODY
from attachments.remarks import Remark

BOOK = "xl/workbook.xml"
HIDDEN = rb"\b[^>]*\shidden=[\"'](?:1|true)[\"'][^>]*"
HIDDEN_ROW = re.compile(rb"<((?:\w+:)?row)" + HIDDEN + rb"(?<!/)>(.*?)</\1>", re.DOTALL)
HIDDEN_COLUMN = re.compile(rb"<(?:\w+:)?col" + HIDDEN)
BOUND = re.compile(rb"\b(min|max)=[\"'](\d+)[\"']")
VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)[ >]")
FILLED_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*\br=[\"']([A-Z]{1,3})\d+[\"'][^>]*(?<!/)>")
PRINTER = re.compile(rb"(<(?:\w+:)?pageSetup\b[^>]*?)\s+\w+:id=[\"'][^\"']*[\"']")


def clean_sheets(package: Package) -> tuple[set[str], list[Remark]]:
    """Clean the parts of a workbook in place; return what was removed and what is to be told.

    Cells are not parsed: fifty thousand rows would take longer than somebody likes to wait.
    """
    removed: set[str] = set()
    remarks: list[Remark] = []
    if BOOK in package.parts:
        remarks += _book(package, removed)
    if shared := [name for name in package.parts if name.startswith("xl/revisions/")]:
        package.remove(shared)
        removed.add("revisions")
    _people(package, removed)
    _printers(package, removed)
    remarks += _told(package)
    return removed, remarks


def _book(package: Package, removed: set[str]) -> list[Remark]:
    root = package.xml(BOOK)
    gone = []
    hidden = []
    for element in root.iter(etree.Element):
        name = local(element.tag)
        if name == "fileSharing":
            gone.append((element, "author"))
        elif name == "revisionPtr":
            gone.append((element, "history"))
        elif name == "absPath":
            choice = next(
                (e for e in element.iterancestors() if local(e.tag) == "AlternateContent"), element
            )
            gone.append((choice, "paths"))
        elif name == "sheet" and element.get("state") in ("hidden", "veryHidden"):
            hidden.append(element.get("name") or "")
        elif name == "customWorkbookView" and element.get("name") != SOMEBODY:
            element.set("name", SOMEBODY)
            removed.add("author")
    for element, what in gone:
        element.getparent().remove(element)
        removed.add(what)
    if removed:
        package.put(BOOK, root)
    return [Remark("hidden_sheets", len(hidden), "、".join(hidden))] if hidden else []


def _people(package: Package, removed: set[str]) -> None:
    for name in package.below("xl/"):
        data = package.parts[name]
        if "comments" in name.lower() and b"author" in data:
            root = package.xml(name)
            named = [e for e in root.iter(etree.Element) if local(e.tag) == "author"]
            if any(e.text != SOMEBODY for e in named):
                for element in named:
                    element.text = SOMEBODY
                package.put(name, root)
                removed.add("comments_authors")
        elif name.startswith("xl/threadedComments/"):
            _without(package, name, {"dT"}, removed)
        elif name.startswith("xl/persons/"):
            root = package.xml(name)
            named = [e for e in root if e.get("displayName") not in (None, SOMEBODY)]
            for element in named:
                element.set("displayName", SOMEBODY)
                element.set("userId", "")
                element.set("providerId", "None")
            if named:
                package.put(name, root)
                removed.add("comments_authors")


def _without(package: Package, name: str, attributes: set[str], removed: set[str]) -> None:
    root = package.xml(name)
    changed = False
    for element in root.iter(etree.Element):
        for key in attributes & set(element.attrib):
            del element.attrib[key]
            changed = True
    if changed:
        package.put(name, root)
        removed.add("comments_authors")


def _printers(package: Package, removed: set[str]) -> None:
    """Settings of a printer name it, and with it a room or a server."""
    printers = [name for name in package.parts if name.startswith("xl/printerSettings/")]
    for sheet in package.below("xl/worksheets/") if printers else ():
        if b"printerSettings" in package.parts.get(relationships_of(sheet), b""):
            package.parts[sheet] = PRINTER.sub(rb"\1", package.parts[sheet])
    if printers:
        package.remove(printers)
        removed.add("paths")


def _told(package: Package) -> list[Remark]:
    rows = columns = comments = caches = links = 0
    for name, data in package.parts.items():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            rows += sum(bool(VALUE.search(each[2])) for each in HIDDEN_ROW.finditer(data))
            columns += _hidden_columns(data)
        elif re.match(r"xl/(comments|threadedComments)", name):
            comments += len(re.findall(rb"<(?:\w+:)?(?:comment|threadedComment)\s", data))
        elif "pivotCacheRecords" in name or name.startswith("xl/model/"):
            caches += 1
        elif re.match(r"xl/externalLinks/[^/]+\.xml", name):
            links += 1
    found = (
        ("hidden_rows", rows + columns),
        ("comments", comments),
        ("pivot_data", caches),
        ("external_links", links),
        ("connections", int("xl/connections.xml" in package.parts)),
    )
    return [Remark(code, count) for code, count in found if count]


def _hidden_columns(sheet: bytes) -> int:
    """Return how many hidden columns hold something; programs hide empty ones by the thousand."""
    ranges = []
    for match in HIDDEN_COLUMN.finditer(sheet):
        bounds = dict(BOUND.findall(match[0]))
        if len(bounds) == 2:
            ranges.append(range(int(bounds[b"min"]), int(bounds[b"max"]) + 1))
    if not ranges:
        return 0
    filled = {_number(match[1]) for match in FILLED_CELL.finditer(sheet)}
    return sum(any(column in hidden for hidden in ranges) for column in filled)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
