"""From the bytes of an upload to grids.

The format is told by the bytes, never by the name: departments save the old format as `.xlsx`.
A workbook is a program's input from a stranger: a few hundred bytes can claim a sheet of sixteen
thousand million cells. So it is opened in a process of its own, with little memory and time.
"""

import io
import json
import zipfile

from attachments import confined
from attachments.confined import Stopped
from attachments.formats import ENCRYPTED, OLE, ZIP
from disclosure.workbooks import formulas
from disclosure.workbooks.grid import Grid, grid_of
from disclosure.workbooks.problems import Unreadable

MOST_BYTES = 30 * 1024 * 1024
MOST_UNPACKED = 400 * 1024 * 1024
# The stream of a workbook's own macros; names in an OLE file are UTF-16.
MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
# Systems export tables of a web page, or the XML of 2003, and name them .xls.
MARKUP = (b"<html", b"<table", b"<!doctype html", b"urn:schemas-microsoft-com:office:spreadsheet")


def read(data: bytes) -> list[Grid]:
    """Return the sheets of a workbook; of hidden ones the names only. Raises Unreadable."""
    look_at(data)
    try:
        told = confined.run("disclosure.workbooks.reading:grids_as_json", data)
    except Stopped as stopped:
        raise Unreadable(stopped.code) from None
    return [Grid.from_json(each) for each in json.loads(told)]


def look_at(data: bytes) -> None:
    """Refuse what is no workbook, or not one that we open. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable("too_large")
    if data.startswith(ZIP):
        _look_into_zip(data)
    elif data.startswith(OLE):
        if ENCRYPTED in data:
            raise Unreadable("encrypted")
        if MACROS in data:
            raise Unreadable("macros")
    elif any(sign in data[:2000].lower() for sign in MARKUP):
        raise Unreadable("markup")
    else:
        raise Unreadable("text" if _is_text(data) else "not_a_workbook")


def _is_text(data: bytes) -> bool:
    start = data[:4000].rsplit(b"\n", 1)[0]
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = start.decode(encoding)
        except UnicodeDecodeError:
            continue
        return len(text.splitlines()) > 1 and any(sign in text for sign in ",\t;")
    return False


def _look_into_zip(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError):
        raise Unreadable("broken") from None
    names = {member.filename.lower() for member in members}
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Unreadable("too_large")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable("macros")
    if not any(name.startswith("xl/") for name in names) and "content.xml" not in names:
        raise Unreadable("not_a_workbook")


def grids_as_json(data: bytes) -> bytes:
    """Read a workbook here and now; what the confined process runs."""
    try:
        return json.dumps([grid.as_json() for grid in _grids(data)]).encode()
    except Unreadable as unreadable:
        raise Stopped(unreadable.code) from None


def _grids(data: bytes) -> list[Grid]:
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        faults = formulas.faults(data) if data.startswith(ZIP) else {}
        grids = []
        for about in book.sheets_metadata:
            if about.visible != SheetVisibleEnum.Visible:
                grids.append(Grid(about.name, [], is_hidden=True))
                continue
            sheet = book.get_sheet_by_name(about.name)
            rows = sheet.to_python(skip_empty_area=False)
            merges = list(sheet.merged_cell_ranges or [])
            grids.append(grid_of(about.name, rows, merges, faults.get(about.name, {})))
    except PasswordError:
        raise Unreadable("encrypted") from None
    except CalamineError:
        raise Unreadable("broken") from None
    return grids
