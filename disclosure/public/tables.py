"""Tables as files for spreadsheets: UTF-8 with a mark for Excel, written row by row."""

import csv
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

# What spreadsheets take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def download(title: str, rows: Iterable[Iterable[str]]) -> StreamingHttpResponse:
    """Return rows as a CSV file of this title; no cell of it can be a formula."""
    response = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{title}.csv")
    response["Access-Control-Allow-Origin"] = "*"
    return response


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
