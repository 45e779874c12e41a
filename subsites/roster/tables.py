"""A roster's bytes as rows of text, numbered as a person counts them: CSV or .xlsx."""

import io
import json

import openpyxl

from attachments import confined
from backstage import reading
from backstage.reading import Unreadable

ZIP = b"PK\x03\x04"
# Far more than any roster has.
MOST_ROWS, MOST_COLUMNS = 5000, 60

Rows = list[tuple[int, list[str]]]


def rows_of(data: bytes) -> Rows:
    """Return (line, cells) of every row that says something. Raises Unreadable."""
    return _of_workbook(data) if data.startswith(ZIP) else list(reading.rows_of(data))


def _of_workbook(data: bytes) -> Rows:
    try:
        told = json.loads(confined.run("subsites.roster.tables:first_sheet", data))
    except confined.Stopped as stopped:
        raise Unreadable("workbook") from stopped
    rows = [(line, [cell.strip() for cell in cells]) for line, cells in enumerate(told, 1)]
    return [(line, cells) for line, cells in rows if any(cells)]


def first_sheet(data: bytes) -> bytes:
    """Return the cells of a workbook's first sheet as JSON; run by `attachments.confined`."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
    return json.dumps([[_text(cell) for cell in row] for row in rows]).encode()


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
