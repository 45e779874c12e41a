"""The Office formats before 2007: workbooks as such, of others whatever looks like text."""

import re
from collections.abc import Iterator

from attachments.text.pieces import SOMEWHERE, Piece

WORKBOOK = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
NARROW = re.compile(rb"[\t\r\n -~]{6,}")
# ASCII, CJK and their punctuation, full width.
WIDE = re.compile(
    rb"(?:[\t\r\n -~]\x00|[\x00-\xff][\x4e-\x9f]|[\x00-\x3f]\x30|[\x00-\xef]\xff){4,}"
)


def read(data: bytes) -> Iterator[Piece]:
    if any(name in data for name in WORKBOOK):
        from attachments.text import sheets

        yield from sheets.cells(data)
        return
    # Characters take two bytes each, and nobody says at which of them a run begins.
    for shift in (0, 1):
        for match in WIDE.finditer(data[shift:]):
            yield Piece(match[0].decode("utf-16-le", errors="replace"), SOMEWHERE)
    for match in NARROW.finditer(data):
        yield Piece(match[0].decode("ascii"), SOMEWHERE)
