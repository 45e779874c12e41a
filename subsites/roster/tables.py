"""A roster's bytes as rows of text, numbered as a person counts them: CSV or .xlsx."""

import csv
import io
import json
from collections.abc import Iterator

import openpyxl

from attachments import confined
from home.importing.encodings import decoded

ZIP = b"PK\x03\x04"
# Far more than any roster has.
MOST_ROWS, MOST_COLUMNS = 5000, 60

Rows = list[tuple[int, list[str]]]


class Unreadable(Exception):
    """The file is no table that we can read."""


def rows_of(data: bytes) -> Rows:
    """Return (line, cells) of every row that says something. Raises Unreadable."""
    rows = _of_workbook(data) if data.startswith(ZIP) else list(_of_csv(data))
    found = [(line, [cell.strip() for cell in cells]) for line, cells in rows]
    return [(line, cells) for line, cells in found if any(cells)]


def _of_csv(data: bytes) -> Iterator[tuple[int, list[str]]]:
    text = decoded(data)
    if "\0" in text:
        raise Unreadable
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable from error


def _of_workbook(data: bytes) -> Rows:
    try:
        told = json.loads(confined.run("subsites.roster.tables:first_sheet", data))
    except confined.Stopped as stopped:
        raise Unreadable from stopped
    return list(enumerate(told, 1))


def first_sheet(data: bytes) -> bytes:
    """Return the cells of a workbook's first sheet as JSON; run by `attachments.confined`."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
    return json.dumps([[_text(cell) for cell in row] for row in rows]).encode()


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
