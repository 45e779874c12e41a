"""What was read of a workbook, in short words for tests."""

import io

from openpyxl import Workbook

from disclosure.workbooks.reading import read
from disclosure.workbooks.records import SheetRead, read_sheet
from tests.disclosure.workbook import workbook

SAND = [2, "采砂许可", "行政许可", "《中华人民共和国水法》第三十九条", "市水务局"]
DAMS = [3, "大坝检查", "行政检查", "《水库大坝安全管理条例》第二十二条", "市水务局"]
NAMES = ["取水许可", "采砂许可", "大坝检查"]


def sheets(data: bytes, kind: str = "powers") -> list[SheetRead]:
    return [read_sheet(grid, kind) for grid in read(data)]


def one(*rows, merges=(), kind: str = "powers") -> SheetRead:
    [sheet] = sheets(workbook(rows, merges=merges), kind)
    return sheet


def told(sheet: SheetRead, *fields: str) -> list[tuple[str, ...]]:
    return [tuple(r.fields.get(name, "") for name in fields) for r in sheet.records]


def names(sheet: SheetRead) -> list[str]:
    return [record.fields["name"] for record in sheet.records]


def codes(sheet: SheetRead) -> list[str]:
    return [problem.code for problem in sheet.problems]


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
