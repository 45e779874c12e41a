"""Workbooks as departments keep them: what a reader sees in them arrives, or is told of."""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import load_workbook

from disclosure.workbooks.problems import Unreadable, letters
from disclosure.workbooks.reading import read
from disclosure.workbooks.records import SheetRead, read_sheet
from tests.disclosure.workbook import HEADS, ROW, with_empty_rows, workbook


def read_one(*rows, merges=()) -> SheetRead:
    [grid] = read(workbook(rows, merges=merges))
    return read_sheet(grid)


def codes(sheet: SheetRead) -> list[str]:
    return [problem.code for problem in sheet.problems]


def names(sheet: SheetRead) -> list[str]:
    return [record.fields["name"] for record in sheet.records]


def test_the_plainest_list():
    sheet = read_one(HEADS, ROW)

    [record] = sheet.records
    assert record.fields == {
        "serial": "1",
        "name": "取水许可",
        "kind": "行政许可",
        "basis": "《中华人民共和国水法》第四十八条",
        "body": "市水务局",
    }
    assert sheet.problems == ()


def test_title_rows_stand_above_the_headings():
    sheet = read_one(["附件"], ["某市水务局2025年权责清单"], [], HEADS, ROW)

    assert sheet.title == "某市水务局2025年权责清单"
    assert names(sheet) == ["取水许可"]


@pytest.mark.parametrize(
    "heads",
    [
        ["序  号", "事项\n名称", "权力\n类型", "实施依据（法律、法规）", "行使　主体"],
        ["编号", "职权名称", "职权类别", "设定依据", "实施机关"],
        ["项次", "权力事项", "类 别", "法律依据", "责任单位"],
    ],
)
def test_headings_go_by_many_names(heads):
    sheet = read_one(heads, ROW)

    assert set(sheet.records[0].fields) == {"serial", "name", "kind", "basis", "body"}


def test_a_heading_over_two_columns_is_the_level_and_what_may_be_done_at_it():
    sheet = read_one(
        ["序号", "事项名称", "权力类型", "实施层级及权限", None],
        [1, "取水许可", "行政许可", "市级", "负责市本级取水许可"],
        merges=["D1:E1"],
    )

    fields = sheet.records[0].fields
    assert (fields["level"], fields["remit"]) == ("市级", "负责市本级取水许可")


def test_headings_in_two_rows():
    sheet = read_one(
        ["序号", "事项名称", "权力类型", "责任", None],
        [None, None, None, "责任事项", "追责情形"],
        [1, "取水许可", "行政许可", "受理责任", "不依法受理的"],
        merges=["A1:A2", "B1:B2", "C1:C2", "D1:E1"],
    )

    fields = sheet.records[0].fields
    assert (fields["duty"], fields["accountability"]) == ("受理责任", "不依法受理的")


def test_a_cell_merged_downwards_belongs_to_each_of_its_rows():
    sheet = read_one(
        ["序号", "事项名称", "子项名称", "权力类型", "行使主体"],
        [1, "民办学校审批", "设立审批", "行政许可", "市教育局"],
        [None, None, "变更审批", None, None],
        merges=["A2:A3", "B2:B3", "D2:D3", "E2:E3"],
    )

    assert [record.fields["sub_name"] for record in sheet.records] == ["设立审批", "变更审批"]
    assert [record.fields["body"] for record in sheet.records] == ["市教育局"] * 2


def test_a_sub_item_below_another_without_a_merge_has_its_name():
    sheet = read_one(
        ["序号", "事项名称", "子项名称", "权力类型", "行使主体"],
        [1, "民办学校审批", "设立审批", "行政许可", "市教育局"],
        [None, None, "变更审批", "行政许可", "市教育局"],
    )

    assert names(sheet) == ["民办学校审批"] * 2


def test_text_that_goes_on_in_the_next_row_is_joined():
    sheet = read_one(HEADS, ROW, [None, None, None, "《取水许可条例》第二条", None])

    [record] = sheet.records
    assert record.fields["basis"] == "《中华人民共和国水法》第四十八条\n《取水许可条例》第二条"
    assert codes(sheet) == ["continued"]


def test_the_same_power_of_another_body_is_a_record_of_its_own():
    sheet = read_one(HEADS, ROW, [None, None, None, None, "县水务局"])

    assert [record.fields["body"] for record in sheet.records] == ["市水务局", "县水务局"]
    assert names(sheet) == ["取水许可"] * 2


def test_what_a_merge_hides_is_told_of_and_not_taken():
    data = workbook([HEADS, ROW, [2, "排污许可", "行政许可", "隐藏的依据", "市生态环境局"]])
    book = load_workbook(io.BytesIO(data))
    # openpyxl empties what it covers; spreadsheets do not.
    plain = io.BytesIO()
    book.save(plain)
    hidden = io.BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(hidden, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                merge = b'</sheetData><mergeCells count="1"><mergeCell ref="D2:D3"/></mergeCells>'
                content = content.replace(b"</sheetData>", merge)
            target.writestr(name, content)

    [grid] = read(hidden.getvalue())
    sheet = read_sheet(grid)

    assert [record.fields["basis"] for record in sheet.records] == [ROW[3]] * 2
    [problem] = sheet.problems
    assert (problem.code, problem.place, problem.values["text"]) == (
        "hidden_text",
        "表1!D3",
        "隐藏的依据",
    )


def test_a_column_repeated_is_read_once_and_differences_are_kept():
    sheet = read_one(
        [*HEADS, "实施依据"],
        [*ROW, ROW[3]],
        [2, "排污许可", "行政许可", None, "市生态环境局", "《排污许可管理条例》"],
        [3, "采砂许可", "行政许可", "《水法》", "市水务局", "《河道管理条例》"],
    )

    bases = [record.fields["basis"] for record in sheet.records]
    assert bases == [ROW[3], "《排污许可管理条例》", "《水法》"]
    assert list(sheet.records[2].extra.values()) == ["《河道管理条例》"]


def test_a_column_nobody_knows_is_kept_and_told_of():
    sheet = read_one([*HEADS, "改革举措"], [*ROW, "告知承诺"])

    assert sheet.records[0].extra == {"改革举措": "告知承诺"}
    assert codes(sheet) == ["heading_unknown"]


def test_a_remark_below_the_list_is_no_power():
    sheet = read_one(HEADS, ROW, ["备注：本清单自2025年1月1日起施行。"])

    assert names(sheet) == ["取水许可"]
    assert codes(sheet) == ["remark"]


def test_several_sheets_are_read_each_by_itself():
    grids = read(workbook([HEADS, ROW], [["说明"], ["本清单…"]], []))

    sheets = [read_sheet(grid) for grid in grids]

    assert [len(sheet.records) for sheet in sheets] == [1, 0, 0]
    assert [codes(sheet) for sheet in sheets] == [[], ["sheet_without_list"], ["sheet_empty"]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        (2.5, "2.5"),
        (True, "是"),
        (dt.date(2025, 1, 31), "2025-01-31"),
        ("一\r\n二", "一\n二"),
    ],
)
def test_cells_that_hold_no_text_are_read_as_a_person_would_type_them(value, text):
    sheet = read_one([*HEADS, "备注"], [*ROW, value])

    assert sheet.records[0].fields.get("note", "") == text


def test_a_code_that_is_a_number_has_lost_its_zeros():
    sheet = read_one([*HEADS, "职权编码"], [*ROW, 175004000], [*ROW[:1], "二", *ROW[2:], 10**17])

    assert [(problem.code, problem.place) for problem in sheet.problems] == [
        ("code_is_a_number", "表1!F2"),
        ("code_blurred", "表1!F3"),
    ]


def test_two_powers_with_one_code_both_arrive_and_are_told_of():
    sheet = read_one(
        [*HEADS, "职权编码"],
        [*ROW, "650200207XK01600"],
        [2, "排污许可", "行政许可", "", "市水务局", "650200207XK01600"],
    )

    assert len(sheet.records) == 2
    assert codes(sheet) == ["code_twice"]


@pytest.mark.parametrize(
    ("cell", "code"), [("#REF!", "formula_fault"), ("=1+1", "formula_not_worked_out")]
)
def test_a_formula_without_a_result_is_an_error_with_its_place(cell, code):
    sheet = read_one([*HEADS, "备注"], [*ROW, cell])

    [problem] = sheet.problems
    assert (problem.weight, problem.code, problem.place) == ("error", code, "表1!F2")


def test_two_hundred_thousand_empty_rows_are_nothing():
    data = with_empty_rows(workbook([HEADS, ROW, [2, "排污许可", *ROW[2:]]]), 200_000)

    [grid] = read(data)

    assert names(read_sheet(grid)) == ["取水许可", "排污许可"]


def test_one_cell_at_the_far_end_does_not_fill_the_memory():
    book = load_workbook(io.BytesIO(workbook([HEADS, ROW])))
    book.active["XFD1048576"] = "x"
    buffer = io.BytesIO()
    book.save(buffer)

    with pytest.raises(Unreadable) as refused:
        read(buffer.getvalue())

    assert refused.value.code == "too_much"


def _zip(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_workbook"),
        (b"%PDF-1.7", "not_a_workbook"),
        (_zip(**{"word__document.xml": b"<w/>"}), "not_a_workbook"),
        (_zip(**{"xl__workbook.xml": b"<w/>"}), "broken"),
        (workbook([HEADS, ROW])[:900], "broken"),
        (_zip(**{"xl__workbook.xml": b"<w/>", "xl__vbaProject.bin": b"x"}), "macros"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "broken"),
        (b"PK\x03\x04" + bytes(31 * 1024 * 1024), "too_large"),
    ],
    ids=["empty", "pdf", "word", "hollow", "half", "macros", "password", "hollow_ole", "huge"],
)
def test_what_is_no_workbook_is_refused_with_its_reason(data, code):
    with pytest.raises(Unreadable) as refused:
        read(data)

    assert refused.value.code == code


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (16383, "XFD")])
def test_columns_are_named_as_in_a_spreadsheet(column, name):
    assert letters(column) == name
