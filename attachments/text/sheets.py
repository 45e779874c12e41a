"""Workbooks: every cell of every sheet, hidden ones as well, comments, and copies in caches."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cache

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from attachments.confined import Stopped
from attachments.metadata.package import Package, local
from attachments.text.pieces import Piece, Place

# Parts that hold words beside the cells.
BESIDE = re.compile(r"xl/(comments|threadedComments|drawings|charts|pivotCache/pivotCacheRec)")
WHOLE, WORDS = frozenset({"text", "p", "is"}), frozenset({"t", "v"})


def read(data: bytes) -> Iterator[Piece | tuple[str, bytes]]:
    yield from cells(data)
    yield from _beside(Package.read(data))


def cells(data: bytes) -> Iterator[Piece]:
    """Yield the cells of an .xlsx or .xls. Raises Stopped."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for about in book.sheets_metadata:
            is_hidden = about.visible != SheetVisibleEnum.Visible
            sheet = book.get_sheet_by_name(about.name)
            start = sheet.start or (0, 0)
            for row, values in enumerate(sheet.to_python(skip_empty_area=True), start[0] + 1):
                for column, value in enumerate(values, start[1] + 1):
                    if value != "":
                        place = Place(
                            "cell",
                            sheet=about.name,
                            cell=f"{letters(column)}{row}",
                            is_hidden=is_hidden,
                        )
                        yield Piece(_words(value), place, isinstance(value, float | int))
    except PasswordError:
        raise Stopped("encrypted") from None
    except CalamineError:
        raise Stopped("damaged") from None


@cache
def letters(column: int) -> str:
    """Return the letters of a column counted from 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _words(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value)


def _beside(package: Package) -> Iterator[Piece | tuple[str, bytes]]:
    for name, data in package.parts.items():
        if "/embeddings/" in name:
            yield name.rpartition("/")[2], data
        elif BESIDE.match(name) and name.endswith(".xml"):
            kind = "comment" if "omments" in name else "somewhere"
            place = Place(kind, name=name.rpartition("/")[2])
            for text in _texts(package.xml(name)):
                if text.strip():
                    yield Piece(text, place)


def _texts(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        name = local(element.tag)
        if name in WHOLE:
            # Words come in runs of one appearance.
            runs = [e.text or "" for e in element.iter(etree.Element) if local(e.tag) == "t"]
            yield "".join(runs) or element.text or ""
        elif name in WORDS and not any(local(e.tag) in WHOLE for e in element.iterancestors()):
            yield element.text or ""
        if value := element.get("v"):
            yield value
