"""Formulas without a result, which the reader of cells shows as empty ones (Office Open XML)."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
PLACE = re.compile(r"([A-Z]+)(\d+)")


def faults(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Return by sheet where a formula has no result: its error, or an empty text if none at all."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: dict(_faults(archive, path))
            for name, path in _sheets(archive)
            if path in archive.namelist()
        }


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    if "xl/workbook.xml" not in archive.namelist():
        return
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    for sheet in fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
        target = targets.get(sheet.get(RELATION), "")
        yield (
            sheet.get("name", ""),
            target.lstrip("/") if target.startswith("/") else f"xl/{target}",
        )


def _faults(archive: zipfile.ZipFile, path: str) -> Iterator[tuple[tuple[int, int], str]]:
    with archive.open(path) as stream:
        for _, element in iterparse(stream):
            if element.tag == f"{MAIN}c":
                yield from _fault(element)
            elif element.tag == f"{MAIN}row":
                element.clear()


def _fault(cell: Element) -> Iterator[tuple[tuple[int, int], str]]:
    value = cell.findtext(f"{MAIN}v") or ""
    is_error = cell.get("t") == "e"
    # An empty text is a result as well, and says that it is a text.
    lacks = cell.find(f"{MAIN}f") is not None and not value and cell.get("t") != "str"
    place = PLACE.fullmatch(cell.get("r", ""))
    if place and (is_error or lacks):
        yield _position(*place.groups()), value


def _position(column: str, row: str) -> tuple[int, int]:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(row) - 1, number - 1
