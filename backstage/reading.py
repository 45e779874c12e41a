"""Tables that people upload as CSV, as spreadsheets and editors write them."""

import csv
import io
from collections.abc import Iterator

from backstage.spreadsheets import FORMULA

MOST_BYTES = 5 * 1024 * 1024
# What Excel calls Unicode text, what it calls CSV UTF-8, and what it calls CSV in China.
MARKED = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
ENCODINGS = ("utf-8-sig", "gb18030")
DELIMITERS = ",\t;，"


class Unreadable(Exception):
    """`code`: "too_large", "workbook" (a spreadsheet's own format), "not_text" or "broken"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def rows_of(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold something, each with the number of the line it begins in.

    Cells come without spaces around them and without the mark that keeps spreadsheets from
    taking them for formulas. Raises Unreadable, for a broken table only when it comes to that row.
    """
    text = text_of(data)
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            cells = [_plain(cell.strip()) for cell in row]
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable("broken") from error


def text_of(data: bytes) -> str:
    """Return the text of a table, whatever wrote it. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable("too_large")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Unreadable("workbook")
    encodings = (MARKED[data[:2]],) if data[:2] in MARKED else ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable("not_text")


def _plain(cell: str) -> str:
    """Undo `spreadsheets.safe`."""
    return cell[1:] if cell[:1] == "'" and cell[1:].lstrip(" ").startswith(FORMULA) else cell
