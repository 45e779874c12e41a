"""Tables as files for spreadsheets, written row by row: CSV with a mark for Excel, and .xlsx."""

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator

from django.http import FileResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel's own limits: what names of sheets cannot hold, and how long a text may be.
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
LONGEST_CELL = 32_000
# What spreadsheets take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def download(
    title: str, rows: Iterable[Iterable[str]], *, is_public: bool = True
) -> StreamingHttpResponse:
    """Return rows as a CSV file of this title; no cell of it can be a formula.

    What is public may be read by the scripts of any site.
    """
    response = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{title}.csv")
    if is_public:
        response["Access-Control-Allow-Origin"] = "*"
    return response


def workbook(title: str, rows: Iterable[Iterable[str]]) -> FileResponse:
    """Return rows as an .xlsx workbook of this title; no cell of it can be a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(NOT_IN_NAMES.sub(" ", title)[:31] or None)
    for row in rows:
        sheet.append([safe(ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL]) for text in row])
    # The response closes it, and what is closed is gone.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    book.save(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{title}.xlsx", content_type=XLSX)


def safe(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


class _Echo:
    @staticmethod
    def write(value: str) -> str:
        return value


def _lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow(map(safe, row))
