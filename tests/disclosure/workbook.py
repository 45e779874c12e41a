"""Workbooks made to order."""

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

HEADS = ["序号", "事项名称", "权力类型", "实施依据", "行使主体"]
ROW = [1, "取水许可", "行政许可", "《中华人民共和国水法》第四十八条", "市水务局"]


def workbook(*sheets: Sequence[Sequence[Any]], merges: Sequence[str] = ()) -> bytes:
    """Return an .xlsx with these rows; `merges` apply to the first sheet."""
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(list(row))
    for cells in merges:
        book.worksheets[0].merge_cells(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_empty_rows(data: bytes, count: int) -> bytes:
    """Put empty cells into so many rows before the last one, as formatting a column leaves them.

    Written by hand: openpyxl takes ten seconds for as many as there often are.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = _with_empty_rows(part.decode(), count).encode()
            new.writestr(name, part)
    return buffer.getvalue()


def _with_empty_rows(sheet: str, count: int) -> str:
    before, last = sheet[: sheet.rindex("<row ")], sheet[sheet.rindex("<row ") :]
    at = int(re.search(r'r="(\d+)"', last)[1])
    empty = "".join(f'<row r="{n}"><c r="A{n}"/></row>' for n in range(at, at + count))
    return before + empty + re.sub(rf'r="([A-Z]*){at}"', rf'r="\g<1>{at + count}"', last)
