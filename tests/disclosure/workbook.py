"""Workbooks made to order."""

import io
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
