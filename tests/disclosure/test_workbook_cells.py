"""What stands in cells, and the files that lists come as: it arrives as it was typed."""

import io
import re
import zipfile

import pytest
import xlwt
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from disclosure.workbooks.problems import Unreadable
from disclosure.workbooks.reading import read
from tests.disclosure.sheets import DAMS, NAMES, SAND, names, one, saved, sheets, told
from tests.disclosure.workbook import HEADS, ROW, workbook

# --- cells ----------------------------------------------------------------------------------


def test_codes_that_lost_their_zeros_or_their_digits():
    sheet = one(
        [*HEADS, "职权编码"],
        [*ROW, 175004000],
        [*SAND, "2.1E+11"],
        [*DAMS, 210973001000],
    )

    problems = {(p.code, p.place) for p in sheet.problems}
    assert problems == {("code_is_a_number", "表1!F2"), ("code_blurred", "表1!F3")}
    assert told(sheet, "code")[2] == ("210973001000",)


def test_cells_with_letters_of_several_looks():
    book = Workbook()
    book.active.append(HEADS)
    bold = TextBlock(InlineFont(b=True), "取水")
    book.active.append([1, CellRichText(bold, "许可"), *ROW[2:]])

    [sheet] = sheets(saved(book))

    assert names(sheet) == ["取水许可"]


def test_line_breaks_of_all_sorts():
    sheet = one(HEADS, [*ROW[:3], "第一款_x000D_\n第二款\r\n第三款", ROW[4]])

    assert told(sheet, "basis") == [("第一款\n第二款\n第三款",)]


def test_a_formula_shows_what_it_gave_when_it_was_saved():
    data = workbook([HEADS, [*ROW[:1], "=B9", *ROW[2:]]])
    cell = '<c r="B2" t="str"><f>B9</f><v>取水许可</v></c>'.encode()

    [sheet] = sheets(rewritten(data, rb'<c r="B2".*?</c>', cell))

    assert names(sheet) == ["取水许可"]


# --- files ----------------------------------------------------------------------------------


def old_workbook(*rows) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("清单")
    for row, line in enumerate(rows):
        for column, value in enumerate(line):
            if value is not None:
                sheet.write(row, column, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_an_old_workbook_whatever_its_name_says():
    [sheet] = sheets(old_workbook(HEADS, ROW, SAND, DAMS))

    assert names(sheet) == NAMES


def test_merges_of_an_old_workbook():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("清单")
    sheet.write_merge(0, 0, 0, 4, "某局权责清单")
    for row, line in enumerate([HEADS, ROW], 1):
        for column, value in enumerate(line):
            sheet.write(row, column, value)
    buffer = io.BytesIO()
    book.save(buffer)

    [read_back] = sheets(buffer.getvalue())

    assert (read_back.title, names(read_back)) == ("某局权责清单", ["取水许可"])


def test_texts_kept_apart_from_the_cells_in_pieces_and_with_how_they_are_read():
    shared = ["<t>序号</t>", "<t>事项名称</t>", "<t>权力类型</t>", "<t>行政许可</t>"]
    shared.append('<r><t>取水</t></r><r><t>许可</t></r><rPh sb="0" eb="2"><t>qu</t></rPh>')

    [sheet] = sheets(by_hand(shared, [[0, 1, 2], [3, 4, 3]]))

    assert told(sheet, "name", "kind") == [("取水许可", "行政许可")]


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def by_hand(shared: list[str], rows: list[list[int]]) -> bytes:
    """Return a workbook as other programs than Excel write it: bare, and with absolute targets."""
    strings = "".join(f"<si>{each}</si>" for each in shared)
    lines = "".join(
        "<row>" + "".join(f'<c t="s"><v>{number}</v></c>' for number in row) + "</row>"
        for row in rows
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{OFFICE}/officeDocument" Target="/xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="a" Type="{OFFICE}/worksheet" Target="/xl/worksheets/s.xml"/>'
        f'<Relationship Id="b" Type="{OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        "</Relationships>",
        "xl/worksheets/s.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData>'
        "</worksheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("序号,事项名称,权力类型\n1,取水许可,行政许可\n".encode(), "text"),
        ("序号,事项名称,权力类型\n1,取水许可,行政许可\n".encode("gb18030"), "text"),
        ("<html><table><tr><td>事项名称</td></tr></table></html>".encode(), "markup"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
         "markup"),
        (b"{\\rtf1\\ansi", "not_a_workbook"),
    ],
    ids=["csv", "csv in gb", "web page", "xml of 2003", "rtf"],
)  # fmt: skip
def test_what_only_bears_the_name_of_a_workbook_is_refused_by_what_it_is(data, code):
    with pytest.raises(Unreadable) as refused:
        read(data)

    assert refused.value.code == code


def rewritten(data: bytes, pattern: bytes, instead: bytes) -> bytes:
    """Return a workbook with something else in the XML of its first sheet."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = re.sub(pattern, lambda _: instead, content, count=1)
            target.writestr(name, content)
    return changed.getvalue()
